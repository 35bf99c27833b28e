package stanchion.sim.virtual;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stanchion.control.SecondOpinion;
import stanchion.hal.MeterReading;
import stanchion.safety.Fault;
import stanchion.sim.World;
import stanchion.sim.World.PhaseTruth;
import stanchion.units.Uptime;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// A meter on the charger's serial line, and the charger's thread that asks it every second.
final class VirtualMeter {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final World world;
    private final int phases;
    private final SecondOpinion opinion = new SecondOpinion();
    private Optional<Double> share = Optional.empty();
    private boolean wired;
    private Duration next = Duration.ZERO;

    VirtualMeter(World world, int phases) {
        this.world = world;
        this.phases = phases;
    }

    /// @param percent of what flows; empty: it is taken away
    void shows(Optional<Double> percent) {
        wired = true;
        share = percent.map(value -> value / 100);
    }

    /// What the charger's thread makes of it.
    Optional<Fault> look(Optional<Watts> ours) {
        if (!wired || world.age().compareTo(next) < 0) {
            return Optional.empty();
        }
        next = world.age().plus(EVERY);
        Uptime now = new Uptime(world.age().toNanos());
        return opinion.hear(now, ours, reading(now));
    }

    private MeterReading reading(Uptime now) {
        if (share.isEmpty()) {
            return new MeterReading.Missing(now, MeterReading.Cause.UNPLUGGED);
        }
        double watts = 0;
        for (int phase = 0; phase < phases; phase++) {
            watts += world.phaseTruth(phase).watts().value() * share.get();
        }
        PhaseTruth first = world.phaseTruth(0);
        return new MeterReading.Measured(
                now,
                List.of(new MeterReading.Phase(first.volts(), first.amps(), first.watts())),
                new Watts(watts),
                WattHours.ZERO,
                WattHours.ZERO);
    }
}
