package stanchion.charger;

import java.util.List;
import java.util.Set;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Reading;
import stanchion.link.EnergyTotals;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.pilot.PilotState;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.DutyCycle;
import stanchion.units.Hertz;
import stanchion.units.Uptime;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// Reports to send in tests.
final class Reports {
    private Reports() {}

    static Report.Meter meter(double energyWh) {
        return new Report.Meter(
                new Uptime(1),
                List.of(),
                new Reading.Present<>(new Hertz(50)),
                Watts.ZERO,
                EnergyTotals.of(new WattHours(energyWh)),
                WattHours.ZERO);
    }

    static Report.Event event(String name) {
        return new Report.Event(new Uptime(1), name, "");
    }

    static Report.Status status(String state) {
        return new Report.Status(
                new Uptime(1),
                PilotState.A,
                state,
                new DutyCycle(100),
                Amps.ZERO,
                new NamedLimit(new Amps(16), LimitSource.BOARD),
                Request.Enablement.ENABLED,
                ContactorPosition.OPEN,
                Set.of(),
                new Reading.Present<>(new Celsius(20)),
                WattHours.ZERO);
    }
}
