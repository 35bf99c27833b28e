package stanchion.bench.page;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.journal.Beginning;
import stanchion.pilot.PilotWindows;
import stanchion.replay.FirmwareVersion;
import stanchion.replay.Replay;
import stanchion.replay.travel.Travel;
import stanchion.replay.travel.Travel.FirstDifference;
import stanchion.replay.travel.Travel.Progress;

/// What the page says of a journal as a whole.
///
/// @param share of it that is read, 0…1; 1 when the reading is over
/// @param boards whose chargers wrote it
/// @param warnings one line each
/// @param differs the first cycle that was not repeated; −1 without one
/// @param bands levels of the pilot and the states they mean
record Overview(
        String name,
        double share,
        long cycles,
        double seconds,
        Verdict verdict,
        String line,
        long differs,
        List<String> boards,
        List<String> warnings,
        List<Band> bands) {

    /// What came of it.
    enum Verdict {
        RUNNING,
        IDENTICAL,
        DIFFERS,
        REFUSED
    }

    /// @param from volts
    /// @param to volts
    record Band(String state, double from, double to) {}

    static Overview of(Travel travel, String name) {
        Progress progress = travel.progress();
        List<Beginning> beginnings = travel.beginnings();
        return new Overview(
                name,
                progress.share(),
                progress.cycles(),
                progress.seconds(),
                verdict(progress),
                line(progress),
                progress.difference().map(FirstDifference::cycle).orElse(-1L),
                beginnings.stream().map(Overview::board).distinct().toList(),
                warnings(beginnings, progress),
                PilotWindows.bands().stream().map(Overview::band).toList());
    }

    private static Verdict verdict(Progress progress) {
        if (progress.difference().isPresent()) {
            return Verdict.DIFFERS;
        }
        return progress.end().map(Overview::verdict).orElse(Verdict.RUNNING);
    }

    private static Verdict verdict(Replay.Result end) {
        return end instanceof Replay.Refused ? Verdict.REFUSED : Verdict.IDENTICAL;
    }

    private static String line(Progress progress) {
        String repeated =
                String.format(
                        ROOT, "%,d cycles decided again bit for bit", progress.tally().cycles());
        String differs =
                progress.difference().map(first -> "; first difference: " + text(first)).orElse("");
        String end = progress.end().map(Overview::text).orElse("; reading on");
        return repeated + differs + end;
    }

    private static String text(FirstDifference first) {
        return "cycle %d, %s: recorded %s, replayed %s"
                .formatted(
                        first.number(),
                        first.what().field(),
                        first.what().recorded(),
                        first.what().replayed());
    }

    private static String text(Replay.Result end) {
        return switch (end) {
            case Replay.Identical same -> same.remarks();
            case Replay.Refused(_, int position, String reason) ->
                    "; cannot be read on at byte " + position + ": " + reason;
            case Replay.Differs _ -> "";
        };
    }

    private static String board(Beginning beginning) {
        return beginning.board().name() + ", " + beginning.board().ratedCurrent();
    }

    private static List<String> warnings(List<Beginning> beginnings, Progress progress) {
        List<String> warnings =
                new ArrayList<>(
                        beginnings.stream()
                                .map(FirmwareVersion::warning)
                                .flatMap(Optional::stream)
                                .distinct()
                                .toList());
        if (progress.unkept() > 0) {
            warnings.add(
                    String.format(
                            ROOT,
                            "%,d more events and changes than are kept are not listed",
                            progress.unkept()));
        }
        return warnings;
    }

    private static Band band(PilotWindows.Band band) {
        return new Band(band.state().name(), band.from().value(), band.to().value());
    }
}
