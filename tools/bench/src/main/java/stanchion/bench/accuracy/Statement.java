package stanchion.bench.accuracy;

import static java.util.Locale.ROOT;

/// The statement of accuracy as a page, made of what was measured.
public final class Statement {
    /// Of each load.
    static final double SECONDS = 20;

    static final long SEED = 1;

    /// Of a mains of 50 Hz, in radian.
    private static final double TURN_EACH_MICROSECOND = 2 * Math.PI * 50e-6;

    private static final String HEAD =
            """
            # Accuracy of the meter

            Measured by `./run meter-accuracy --statement`, which writes this page; a test compares. `./run meter-accuracy` shows the
            same and every combination of current, power factor, frequency and distortion.

            The samples are simulated: a mains of known power, 230 V and 16 A where nothing else is said, through converters of
            ±450 V and ±70 A with offset, white noise and rounding. So this says what the mathematics and the converter's noise
            cost, and nothing of dividers, transformers and references, which a calibration against a reference meter finds.

            | samples | frames a second | noise | offset | current seen |
            |---|---|---|---|---|
            """;

    private Statement() {}

    /// The page, always the same.
    public static String text() {
        return text(Results.measure(SECONDS, SEED, Progress.NONE));
    }

    static String text(Results results) {
        StringBuilder text = new StringBuilder(HEAD);
        FrontEnd.ALL.forEach(frontEnd -> text.append(line(frontEnd)));
        text.append(
                "\nGoals at 16 A, each on the load where it is hardest:\n\n| goal | measured | | | in |\n|---|---|---|---|---|\n");
        results.goals().forEach(goal -> text.append(goal.row()));
        text.append(errors());
        results.all().forEach(row -> text.append(line(row)));
        text.append("\n## Small currents\nRMS of all windows of 0.2 s after 20 s.\n\n");
        text.append(SmallCurrent.head());
        results.small().forEach(small -> text.append(small.line()));
        return text.append(beyond()).toString();
    }

    private static String errors() {
        return String.format(
                ROOT,
                """

                ## Error of active power
                Worst window of %.0f s of each load, in ppm of its active power. *Floor*: the standard deviation that no meter gets below,
                √((V²·σi² + I²·σv² + σi²·σv²) / N) / P with N frames in the window and σ² = (noise² + 1/12)·code² of each channel;
                the worst of 100 windows of pure noise lies near 2.6 of it. *RMS / floor*: of all windows of 0.2 s. *Naive*: whole cycles cut
                between samples, the voltage delayed by a straight line. *Peer*: the same with two products weighed for a sine of 50 Hz, as
                emonLibCM and emonLibDB are described.

                | samples | load | 0.2 s | floor | RMS / floor | 1 s | floor | naive, 1 s | peer, 1 s |
                |---|---|---|---|---|---|---|---|---|
                """,
                SECONDS);
    }

    private static String beyond() {
        return String.format(
                ROOT,
                """

                ## Beyond these figures
                | influence | what is done | what is left |
                |---|---|---|
                | offset of a converter | power is a covariance, RMS a standard deviation: it cancels, from the first window on | nothing; a window cut short is taken about what 13 s have shown, before that about the zero of the calibration |
                | lag of the transformer | the voltage is delayed by as much, to parts of a frame | %.0f ppm for each µs by which the record is wrong at PF 0.5, %.2f ppm at PF 1 |
                | temperature | nothing is corrected: gain and lag are those of the calibration, which leaves half of class 0.5 to time and temperature | dividers' and transformers' drift |
                | aliasing | nothing is filtered here | what the converter's own filter lets through above half the sampling rate |
                | harmonics | power and RMS count all that is sampled; only the fundamental's reactive power is led by frequency | 1/20 of a 19th or 21st harmonic in reactive power |
                | frequency | 45…65 Hz, followed within two windows; drift as it comes | beyond, or where a voltage jumps, energy is still counted |
                | start | the first window holds 0.4 s: half of it finds the frequency, its energy counts | the values are those of the second half |
                | missing samples | the window ends at the last frame and says so; what is missing is not estimated, its energy is not counted | frames between `firstFrame` of two windows, and up to 11 that waited for their bundle and the voltages around them |
                | clipping | counted for each window | what a converter at its end did not show |
                | noise | adds nothing to power; its square is taken off the current's | see above |
                | direction | each phase counts import and export for itself; noise around zero counts neither, up to 0.01 Wh | at most 0.01 Wh at each change of direction |
                """,
                ppmEachMicrosecond(),
                ppmAtUnity());
    }

    private static double ppmEachMicrosecond() {
        return 1e6 * TURN_EACH_MICROSECOND * Math.tan(Math.acos(0.5));
    }

    private static double ppmAtUnity() {
        return 1e6 * TURN_EACH_MICROSECOND * TURN_EACH_MICROSECOND / 2;
    }

    private static String line(FrontEnd frontEnd) {
        return String.format(
                ROOT,
                "| %s | %.0f | %.1f codes of %d bits | %.0f codes | %.0f µs late |%n",
                frontEnd.name(),
                frontEnd.rate(),
                frontEnd.noiseCodes(),
                frontEnd.bits(),
                frontEnd.offsetCodes(),
                frontEnd.currentLag().toNanos() / 1e3);
    }

    private static String line(Row row) {
        return String.format(
                ROOT,
                "| %s | %s | %.1f | %.2f | %.2f | %.1f | %.2f | %.0f | %.0f |%n",
                row.frontEnd().name(),
                row.of().name(),
                row.fifth().worst(),
                row.floorFifth(),
                row.fifth().rms() / row.floorFifth(),
                row.second().worst(),
                row.floorSecond(),
                row.naive().worst(),
                row.peer().worst());
    }
}
