package stanchion.board;

import java.time.Duration;
import java.util.Optional;
import stanchion.board.Entries.Range;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.BoardProfile;
import stanchion.units.Amps;

/// What each key of a description means; the ranges within which it is safe stand in [Ranges].
final class DescriptionReader {
    /// The driver whose keys are the parts and lines of a real board.
    static final String LINUX = "linux";

    private DescriptionReader() {}

    static BoardDescription read(Entries from) throws BadLineException {
        String name = from.word("name");
        String driver = from.word("driver");
        Amps rated = new Amps(from.number("rated-current", Ranges.RATED));
        Wired wired = wired(from, driver, rated);
        BoardProfile profile =
                new BoardProfile(
                        name,
                        rated,
                        from.constant("attachment", BoardProfile.CableAttachment.values()),
                        from.constant("ventilation", BoardProfile.Ventilation.values()),
                        fallback(from, rated),
                        Duration.ofMillis(from.whole("silence-limit", Ranges.SILENCE_MILLIS)),
                        SafetyReader.read(from),
                        wired.analog);
        from.requireAllTaken();
        return new BoardDescription(driver, profile, wired.linux);
    }

    private record Wired(AnalogFrontEnd analog, Optional<LinuxWiring> linux) {}

    private static Wired wired(Entries from, String driver, Amps rated) throws BadLineException {
        if (!driver.equals(LINUX)) {
            return new Wired(TerminalReader.read(from, rated), Optional.empty());
        }
        LinuxReader.Parts parts = LinuxReader.read(from, rated);
        return new Wired(parts.analog(), Optional.of(parts.wiring()));
    }

    private static Amps fallback(Entries from, Amps rated) throws BadLineException {
        int line = from.lineOf("fallback-current");
        double amps = from.number("fallback-current", new Range(0, rated.value(), "A"));
        if (amps > 0 && amps < Ranges.RATED.least()) {
            throw new BadLineException(line, "fallback-current must be 0 A or at least 6 A");
        }
        return new Amps(amps);
    }
}
