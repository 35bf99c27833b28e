package stanchion.benchboard;

import java.util.Arrays;
import stanchion.hal.Inputs;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Reading;
import stanchion.hal.Samples;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.Uptime;

/// Samples to send in tests.
final class Samplers {
    static final Inputs HEALTHY =
            new Inputs(
                    Inputs.ContactorPosition.OPEN,
                    Inputs.LoadSide.DEAD,
                    Inputs.ResidualMonitor.READY,
                    Inputs.Earth.CONNECTED,
                    Inputs.Housing.IN_ORDER,
                    Inputs.LogicSupply.GOOD,
                    new Reading.Present<>(new Celsius(21)),
                    new Amps(32));

    private Samplers() {}

    /// Five milliseconds of a charger without a vehicle: +12 V, no mains current.
    static Samples idle(long firstFrame) {
        short[] pilot = new short[100];
        Arrays.fill(pilot, (short) 24_000);
        return new Samples(
                new Uptime(0),
                new PilotCapture(pilot),
                4000,
                new MainsBlock(firstFrame, 6, new int[6 * 40]),
                HEALTHY);
    }
}
