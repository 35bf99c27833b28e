package stanchion.journal;

import stanchion.hal.Inputs;
import stanchion.link.ReportWire;
import stanchion.link.WireReader;
import stanchion.link.WireReader.RefusedException;
import stanchion.link.WireWriter;
import stanchion.units.Amps;
import stanchion.units.Celsius;

/// The slow and the digital inputs as fields.
final class InputsWire {
    private InputsWire() {}

    static void write(Inputs from, WireWriter to) {
        to.constant(from.mirror())
                .u8(from.loadSide().livePoles())
                .constant(from.residual())
                .constant(from.earth())
                .constant(from.housing().enclosure())
                .constant(from.housing().attitude())
                .constant(from.housing().stop())
                .constant(from.housing().seal())
                .constant(from.housing().debug())
                .constant(from.logicSupply());
        ReportWire.reading(from.temperature(), Celsius::value, to);
        to.f64(from.supply().value());
    }

    static Inputs read(WireReader from) throws RefusedException {
        return new Inputs(
                from.constant(Inputs.ContactorPosition.values()),
                new Inputs.LoadSide(from.u8()),
                from.constant(Inputs.ResidualMonitor.values()),
                from.constant(Inputs.Earth.values()),
                new Inputs.Housing(
                        from.constant(Inputs.Enclosure.values()),
                        from.constant(Inputs.Attitude.values()),
                        from.constant(Inputs.EmergencyStop.values()),
                        from.constant(Inputs.Seal.values()),
                        from.constant(Inputs.DebugHeader.values())),
                from.constant(Inputs.LogicSupply.values()),
                ReportWire.reading(from, Celsius::new),
                new Amps(from.f64()));
    }
}
