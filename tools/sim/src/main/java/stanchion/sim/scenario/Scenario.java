package stanchion.sim.scenario;

import java.util.List;
import java.util.Optional;

/// A lab protocol: what is done at the bench and what shall then be seen, line by line.
///
/// @param name the file it came from
public record Scenario(String name, List<Line> lines) {
    public Scenario {
        lines = List.copyOf(lines);
    }

    /// The first line that only a bench of real processes can carry out, if there is one.
    public Optional<Line> needsProcesses() {
        return lines.stream().filter(line -> needsProcesses(line.step())).findFirst();
    }

    /// Why real time cannot carry it out: the first line that only virtual time can, if there is
    /// one.
    public Optional<String> needsVirtualTime() {
        return lines.stream()
                .filter(line -> line.step() instanceof Step.Act(Verb.OfVirtual _))
                .findFirst()
                .map(this::refused);
    }

    private String refused(Line line) {
        return "%s:%d: '%s' needs virtual time; run ./run simulate --scenario %s"
                .formatted(name, line.number(), line.text(), name);
    }

    private static boolean needsProcesses(Step step) {
        return switch (step) {
            case Step.Act(Verb verb) -> verb instanceof Verb.OfMaker;
            case Step.Expect expect -> expect.claim().needsProcesses();
            case Step.Wait _ -> false;
        };
    }

    /// One line that says something.
    ///
    /// @param number in the file, from 1
    /// @param text as written, without comment and white space around it
    public record Line(int number, String text, Step step) {}
}
