package stanchion.bench.page;

import java.util.List;
import java.util.Optional;

/// What a person at the page can do.
public interface Desk {
    /// Does one line of a scenario that is a verb; answers why not, or nothing.
    Optional<String> act(String line);

    /// Runs a whole scenario, its timeline told to [Live]; answers why not, or nothing.
    Optional<String> run(String name, String text);

    /// Ends the scenario that runs, if one does.
    void halt();

    /// Names of the scenarios that come with the project.
    List<String> shipped();

    /// Text of a shipped scenario.
    Optional<String> shipped(String name);
}
