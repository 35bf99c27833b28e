package stanchion.sim.scenario;

import java.util.List;

/// A lab protocol: what is done at the bench and what shall then be seen, line by line.
///
/// @param name the file it came from
public record Scenario(String name, List<Line> lines) {
    public Scenario {
        lines = List.copyOf(lines);
    }

    /// One line that says something.
    ///
    /// @param number in the file, from 1
    /// @param text as written, without comment and white space around it
    public record Line(int number, String text, Step step) {}
}
