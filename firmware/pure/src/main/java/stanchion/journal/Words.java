package stanchion.journal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import stanchion.hal.Absence;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Inputs;
import stanchion.hal.SafetyLimits;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.metering.MainsFrequency;
import stanchion.pilot.Diode;
import stanchion.pilot.DutyWatch;
import stanchion.pilot.PilotState;
import stanchion.pilot.PilotView;
import stanchion.safety.Fault;
import stanchion.session.Charge;
import stanchion.session.Converters;
import stanchion.session.Derate;

/// The constants of this version: a journal writes them by their place in their declaration, so it
/// can be read only where the same ones stand in the same order.
public final class Words {
    private Words() {}

    /// A number that differs when any constant does.
    public static int checksum() {
        CRC32C crc = new CRC32C();
        for (Enum<?>[] constants : all()) {
            for (Enum<?> constant : constants) {
                crc.update((constant.name() + " ").getBytes(StandardCharsets.UTF_8));
            }
            crc.update('\n');
        }
        return (int) crc.getValue();
    }

    private static List<Enum<?>[]> all() {
        return List.of(
                Fault.values(),
                PilotState.values(),
                Diode.values(),
                PilotView.Health.values(),
                DutyWatch.Duty.values(),
                Converters.values(),
                Derate.values(),
                Charge.Vehicle.values(),
                MainsFrequency.Cause.values(),
                Absence.values(),
                Request.Enablement.values(),
                Report.RequestOutcome.Verdict.values(),
                Commands.ContactorCommand.values(),
                Commands.ResidualTest.values(),
                Inputs.ContactorPosition.values(),
                Inputs.ResidualMonitor.values(),
                Inputs.Earth.values(),
                Inputs.Enclosure.values(),
                Inputs.Attitude.values(),
                Inputs.EmergencyStop.values(),
                Inputs.Seal.values(),
                Inputs.DebugHeader.values(),
                Inputs.LogicSupply.values(),
                BoardProfile.CableAttachment.values(),
                BoardProfile.Ventilation.values(),
                SafetyLimits.OpenPen.values(),
                SafetyLimits.ResidualStandard.values());
    }
}
