package stanchion.bench.year;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import stanchion.gateway.history.History;
import stanchion.gateway.history.Setting;
import stanchion.gateway.history.Tariff;
import stanchion.gateway.store.StoreException;
import stanchion.gateway.time.Discipline.Opinion;
import stanchion.gateway.time.Timeline;
import stanchion.gateway.time.UtcWatch;
import stanchion.gateway.time.UtcWatch.Finding;
import stanchion.hal.Reading;
import stanchion.link.EnergyTotals;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Report;
import stanchion.schedule.ChargingHours;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Uptime;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// One start of the machine: its two clocks, its history, and what its charger reports. The
/// history, and what looks after the time in it, are the gateway's own.
final class Machine {
    private static final double MICRO = 1e6;
    private static final double SECONDS_PER_HOUR = 3600;

    /// What the charger counts; the same before and after a power cut.
    static final class Register {
        private static final int PHASES = 3;
        private final long[] phases = new long[PHASES];
        private long imported;
        private long sessions;

        void count(long micro, int over) {
            imported += micro;
            for (int phase = 0; phase < over; phase++) {
                phases[phase] += micro / over;
            }
        }

        private EnergyTotals totals() {
            return new EnergyTotals(
                    wattHours(imported),
                    WattHours.ZERO,
                    IntStream.range(0, PHASES)
                            .mapToObj(phase ->
                                    new EnergyTotals.Phase(
                                            wattHours(phases[phase]), WattHours.ZERO))
                            .toList());
        }
    }

    private final Path file;
    private final Register register;
    private final int start;
    private final Instant began;
    private final Instant known;
    private final UtcWatch watch;
    private Instant now;
    private History history;
    private long seq;
    private long sessionBegan;
    private long sessionRegister;

    /// @param start counts up with each start
    /// @param known from when on a time server has set the wall clock
    Machine(Path file, Register register, int start, Instant now, Instant known)
            throws StoreException {
        this.file = file;
        this.register = register;
        this.start = start;
        this.began = now;
        this.known = known;
        this.now = now;
        Timeline timeline = new Timeline(this::wall, this::nanos);
        this.watch =
                new UtcWatch(timeline, () -> isKnown() ? Opinion.SYNCHRONISED : Opinion.WAITING);
        this.history = open();
    }

    private History open() throws StoreException {
        return History.open(
                file,
                new Setting(
                        "start-" + start,
                        watch::utc,
                        Tariff.regulation10(ChargingHours.DEFAULT_ZONE)));
    }

    private boolean isKnown() {
        return !now.isBefore(known);
    }

    /// A clock without a battery begins in 1970.
    private Instant wall() {
        return isKnown() ? now : Instant.EPOCH.plus(Duration.between(began, now));
    }

    private long nanos() {
        return Duration.between(began, now).toNanos() + 5_000_000_000L;
    }

    /// Looks at the clocks and takes in what the registers say.
    ///
    /// @param micro of a second, in millionths of a watt-hour
    void report(Instant moment, long micro, boolean charging) throws StoreException {
        now = moment;
        if (watch.look() instanceof Finding.Known) {
            history.timeKnown();
        }
        say(
                new Report.Meter(
                        new Uptime(nanos()),
                        List.of(),
                        new Reading.Present<>(new Hertz(50)),
                        watts(micro),
                        register.totals(),
                        charging
                                ? wattHours(register.imported - sessionRegister)
                                : WattHours.ZERO));
    }

    void plugged() throws StoreException {
        register.sessions++;
        sessionBegan = nanos();
        sessionRegister = register.imported;
        session(0, "");
    }

    void unplugged(long micro) throws StoreException {
        session(micro, "unplugged");
    }

    private void session(long micro, String reason) throws StoreException {
        say(
                new Report.Session(
                        new Uptime(nanos()),
                        register.sessions,
                        Duration.ofNanos(nanos() - sessionBegan),
                        new Report.Charged(
                                wattHours(register.imported - sessionRegister),
                                WattHours.ZERO,
                                watts(micro),
                                wattHours(register.imported)),
                        reason));
    }

    private void say(Report report) throws StoreException {
        history.take(
                new Hello(start, new Uptime(nanos()), "1", "year", new Amps(32), 3),
                List.of(new Numbered(++seq, report)));
    }

    /// The gateway is killed, and another one started: what it had not written is gone.
    void killGateway() throws StoreException {
        history.abandon();
        history = open();
    }

    /// The power goes.
    void dark() throws StoreException {
        history.abandon();
    }

    History history() {
        return history;
    }

    private static WattHours wattHours(long micro) {
        return new WattHours(micro / MICRO);
    }

    private static Watts watts(long micro) {
        return new Watts(micro / MICRO * SECONDS_PER_HOUR);
    }
}
