package stanchion.bench.smart;

import static java.util.Locale.ROOT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import stanchion.schedule.ChargingHours;
import stanchion.schedule.Countdown;
import stanchion.schedule.Draw;
import stanchion.schedule.Moment;
import stanchion.schedule.Plan;
import stanchion.schedule.Planner;
import stanchion.schedule.Settings;
import stanchion.schedule.Situation;
import stanchion.units.Uptime;

/// The random delays of a fleet that was charging, lost its mains and starts in one second.
public final class DelayDistribution {
    private static final long MICROSECOND = 1_000;
    private static final Instant BACK = Instant.parse("2027-01-12T03:00:00Z");

    private final int most;
    private final int[] delays;
    private final Uniformity uniformity;
    private final List<Correlation> correlations;

    private DelayDistribution(int most, int[] delays, List<Correlation> correlations) {
        this.most = most;
        this.delays = delays;
        this.uniformity = Uniformity.of(delays, most);
        this.correlations = correlations;
    }

    Uniformity uniformity() {
        return uniformity;
    }

    List<Correlation> correlations() {
        return List.copyOf(correlations);
    }

    /// Lets a fleet start, every charger by the firmware's own plan.
    ///
    /// @param chargers 2 or more
    /// @param most 1 s or more
    /// @param dice what each charger draws from, a new one for each
    public static DelayDistribution of(int chargers, int most, Supplier<Draw> dice) {
        int[] delays = new int[chargers];
        long[] serials = new long[chargers];
        long[] clocks = new long[chargers];
        for (int serial = 0; serial < chargers; serial++) {
            serials[serial] = serial;
            clocks[serial] = System.nanoTime() / MICROSECOND;
            delays[serial] = start(serial, most, dice.get());
        }
        return new DelayDistribution(
                most,
                delays,
                List.of(
                        Correlation.of("serial number", delays, serials),
                        Correlation.of("clock", delays, clocks),
                        Correlation.of("neighbour", delays, shifted(delays))));
    }

    /// One charger: it was charging in a run before, and its memory says so.
    private static int start(int serial, int most, Draw draw) {
        Plan before =
                new Plan(
                        Optional.of((long) serial),
                        Plan.UNLIMITED,
                        Optional.empty(),
                        Optional.empty(),
                        Plan.FIRST.responses());
        Settings settings =
                Settings.DEFAULT
                        .with(
                                Settings.Choice.REMOVED,
                                new ChargingHours(
                                        ChargingHours.DEFAULT_ZONE, ChargingHours.ANY_TIME))
                        .withMaximumDelay(most);
        Moment now = new Moment(new Uptime(0), Optional.of(BACK));
        Situation situation = new Situation(now, ~(long) serial, Situation.Vehicle.PRESENT);
        return Planner.step(before, settings, situation, draw)
                .plan()
                .delay()
                .map(Countdown::seconds)
                .orElse(0);
    }

    private static long[] shifted(int[] delays) {
        return IntStream.range(0, delays.length)
                .mapToLong(at -> delays[(at + 1) % delays.length])
                .toArray();
    }

    public boolean areBothEndsReached() {
        return IntStream.of(delays).anyMatch(delay -> delay == 0)
                && IntStream.of(delays).anyMatch(delay -> delay == most);
    }

    /// Uniform, from end to end, and correlated with nothing.
    public boolean holds() {
        return areBothEndsReached()
                && uniformity.isCredible()
                && correlations.stream().allMatch(Correlation::isNone);
    }

    /// The figures, in lines.
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(delays.length)
                .append(" chargers that were charging, back in the same second after a blackout\n");
        text.append(
                String.format(
                        ROOT,
                        "delays     %d s to %d s of 0 s to %d s, mean %.2f s (%.1f s expected)%n",
                        IntStream.of(delays).min().orElseThrow(),
                        IntStream.of(delays).max().orElseThrow(),
                        most,
                        IntStream.of(delays).average().orElseThrow(),
                        most / 2.0));
        text.append(
                String.format(
                        ROOT,
                        "uniform    chi-square %.1f at %d degrees of freedom, p = %.4f;"
                                + " each second drawn %d to %d times (%.1f expected)%n",
                        uniformity.chiSquare(),
                        uniformity.degrees(),
                        uniformity.p(),
                        uniformity.rarest(),
                        uniformity.commonest(),
                        delays.length / (most + 1.0)));
        for (Correlation one : correlations) {
            text.append(
                    String.format(
                            ROOT,
                            "unrelated  to the %s: r = %+.5f (chance stays below %.5f)%n",
                            one.with(),
                            one.r(),
                            one.bound()));
        }
        return text.append(holds() ? "holds\n" : "DOES NOT HOLD\n").toString();
    }
}
