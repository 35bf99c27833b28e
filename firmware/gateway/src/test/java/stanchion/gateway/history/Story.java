package stanchion.gateway.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.store.StoreException;
import stanchion.hal.Reading;
import stanchion.link.EnergyTotals;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Report;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Uptime;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// A charger, its clocks and the history it leaves, on virtual time.
public final class Story implements AutoCloseable {
    private static final double SECONDS_PER_HOUR = 3600;

    final List<Numbered> said = new ArrayList<>();
    private final Path file;
    private History history;
    private String machine = "machine-1";
    private long boot = 1;
    private long seq;
    private long nanos = 60_000_000_000L;
    private Instant utc;
    private boolean clockKnown = true;
    private double register = 1000;
    private long sessions = 7;
    private Optional<Long> sessionBegan = Optional.empty();
    private double sessionStart;
    private double watts;

    public Story(Path folder, String utc) throws StoreException {
        this.file = folder.resolve("history.db");
        this.utc = Instant.parse(utc);
        this.history = open();
    }

    private History open() throws StoreException {
        return History.open(
                file, new Setting(machine, this::known, Tariff.regulation10(ZoneOffset.UTC)));
    }

    private Optional<Instant> known(Uptime at) {
        return clockKnown ? Optional.of(utc.minusNanos(nanos - at.nanos())) : Optional.empty();
    }

    public History history() {
        return history;
    }

    double register() {
        return register;
    }

    void clockUnknown() {
        clockKnown = false;
    }

    int clockKnown() throws StoreException {
        clockKnown = true;
        return history.timeKnown();
    }

    /// The wall clock is set, and the gateway knows.
    void step(Duration by) {
        utc = utc.plus(by);
    }

    public void power(double power) {
        watts = power;
    }

    /// Seconds go by, each with its report.
    public void seconds(int count) throws StoreException {
        for (int i = 0; i < count; i++) {
            unheard(1);
            meter();
        }
    }

    /// Seconds of which nobody hears.
    void unheard(int count) {
        nanos += count * 1_000_000_000L;
        utc = utc.plusSeconds(count);
        register += watts * count / SECONDS_PER_HOUR;
    }

    public void meter() throws StoreException {
        EnergyTotals.Phase third =
                new EnergyTotals.Phase(new WattHours(register / 3), WattHours.ZERO);
        say(
                new Report.Meter(
                        new Uptime(nanos),
                        List.of(),
                        new Reading.Present<>(new Hertz(50)),
                        new Watts(watts),
                        new EnergyTotals(
                                new WattHours(register),
                                WattHours.ZERO,
                                List.of(third, third, third)),
                        new WattHours(sessionBegan.isPresent() ? register - sessionStart : 0)));
    }

    public void plug() throws StoreException {
        sessions++;
        sessionBegan = Optional.of(nanos);
        sessionStart = register;
        session("");
    }

    public void unplug(String reason) throws StoreException {
        session(reason);
        sessionBegan = Optional.empty();
    }

    private void session(String reason) throws StoreException {
        say(
                new Report.Session(
                        new Uptime(nanos),
                        sessions,
                        Duration.ofNanos(nanos - sessionBegan.orElseThrow()),
                        new Report.Charged(
                                new WattHours(register - sessionStart),
                                WattHours.ZERO,
                                new Watts(watts),
                                new WattHours(register)),
                        reason));
    }

    private void say(Report report) throws StoreException {
        Numbered numbered = new Numbered(++seq, report);
        said.add(numbered);
        history.take(hello(), List.of(numbered));
    }

    /// Everything is said again, as after a connection that broke before it was acknowledged.
    void repeatAll() throws StoreException {
        history.take(hello(), said);
    }

    /// The gateway is killed: what it had not written is gone.
    void killGateway() throws StoreException {
        History killed = history;
        killed.abandon();
        history = open();
    }

    /// The power goes; the charger remembers `lost` less of its register.
    void cutPower(String nextMachine, double lost) throws StoreException {
        history.abandon();
        machine = nextMachine;
        boot++;
        seq = 0;
        said.clear();
        nanos = 5_000_000_000L;
        register -= lost;
        sessionBegan = Optional.empty();
        history = open();
    }

    private Hello hello() {
        return new Hello(boot, new Uptime(nanos), "1", "toy", new Amps(32), 3);
    }

    long inQuarters() throws StoreException {
        return history.quarters(Query.all()).rows().stream()
                .mapToLong(one -> one.energy().imported())
                .sum();
    }

    @Override
    public void close() throws StoreException {
        history.close();
    }
}
