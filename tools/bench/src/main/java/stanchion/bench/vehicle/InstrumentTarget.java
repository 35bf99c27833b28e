package stanchion.bench.vehicle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.pilot.Advertised;
import stanchion.pilot.PilotState;
import stanchion.pilot.PilotWindows;
import stanchion.sim.scenario.Observation;
import stanchion.sim.scenario.Target;
import stanchion.sim.scenario.Updating;
import stanchion.sim.scenario.Verb;
import stanchion.units.Amps;
import stanchion.units.DutyCycle;
import stanchion.units.Volts;
import stanchion.units.WattHours;

/// A charger seen from the vehicle's end of the cable: everything by what the instrument measures,
/// nothing by what the charger says of itself.
final class InstrumentTarget implements Target {
    /// How often it is measured; also what keeps the instrument from resting by itself.
    private static final Duration RESOLUTION = Duration.ofMillis(50);

    /// Above it the load side is live (half of the lowest mains in use).
    private static final double LIVE_VOLTS = 50;

    private final Instrument instrument;
    private final long start = System.nanoTime();

    InstrumentTarget(Instrument instrument) {
        this.instrument = instrument;
    }

    @Override
    public void apply(Verb verb, String line) {
        instrument.act(verb, line);
    }

    @Override
    public Observation observe() {
        Sighting seen = instrument.measure();
        DutyCycle duty = new DutyCycle(Math.clamp(seen.value(Sighting.DUTY).orElse(100), 0, 100));
        return new Observation(
                Duration.ofNanos(System.nanoTime() - start),
                state(seen),
                "(not heard)",
                seen.value(Sighting.LOAD).orElse(0) > LIVE_VOLTS
                        ? ContactorPosition.CLOSED
                        : ContactorPosition.OPEN,
                duty,
                Advertised.by(duty) instanceof Advertised.Current(Amps limit) ? limit : Amps.ZERO,
                Set.of(),
                new WattHours(seen.value(Sighting.ENERGY).orElse(0)),
                Updating.UNSAID,
                List.of());
    }

    /// The state that the pilot's level means (IEC 61851-1 table A.4); E where it means none.
    private static PilotState state(Sighting seen) {
        return seen.value(Sighting.HIGH).stream()
                .mapToObj(volts -> PilotWindows.classify(new Volts(volts)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(PilotState.E);
    }

    @Override
    public void advance(Duration span) {
        long end = System.nanoTime() + span.toNanos();
        for (long rest = span.toNanos(); rest > 0; rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    @Override
    public Duration resolution() {
        return RESOLUTION;
    }
}
