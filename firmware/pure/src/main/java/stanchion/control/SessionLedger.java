package stanchion.control;

import java.time.Duration;
import java.util.List;
import stanchion.link.Report;
import stanchion.session.EventName;
import stanchion.session.SessionEvent;
import stanchion.units.Uptime;
import stanchion.units.WattHours;

/// Numbers the sessions, from plug to unplug, and counts their energy.
///
/// Keeps the running session; for one thread.
final class SessionLedger {
    /// The meter's windows end later than the current: the last of them is waited for.
    static final Duration SETTLING = Duration.ofMillis(800);

    private enum Phase {
        NONE,
        RUNNING,
        SETTLING
    }

    private long number;
    private Phase phase = Phase.NONE;
    private Uptime began = new Uptime(0);
    private Uptime ended = new Uptime(0);
    private double startWattHours;
    private double wattHours;
    private String endReason = "";

    SessionLedger(long lastNumber) {
        number = lastNumber;
    }

    /// Imported since the vehicle was connected; after it left, until the next one comes.
    WattHours energy() {
        return new WattHours(wattHours);
    }

    /// Number of the session that runs, or of the last one.
    long lastNumber() {
        return number;
    }

    /// Takes in one cycle.
    void take(List<SessionEvent> events, WattHours register, Uptime at, Sheet sheet) {
        if (phase != Phase.NONE) {
            wattHours = register.value() - startWattHours;
        }
        if (phase == Phase.SETTLING && at.isPast(SETTLING, ended)) {
            close(sheet);
        }
        for (SessionEvent event : events) {
            if (event.name() == EventName.VEHICLE_CONNECTED) {
                begin(register, at, sheet);
            } else if (event.name() == EventName.VEHICLE_DISCONNECTED && phase == Phase.RUNNING) {
                phase = Phase.SETTLING;
                ended = at;
                endReason = sheet.trouble().isEmpty() ? "unplugged" : sheet.trouble();
            }
        }
    }

    private void begin(WattHours register, Uptime at, Sheet sheet) {
        if (phase != Phase.NONE) {
            close(sheet);
        }
        phase = Phase.RUNNING;
        number++;
        began = at;
        startWattHours = register.value();
        wattHours = 0;
        sheet.reports().add(new Report.Session(at, number, Duration.ZERO, WattHours.ZERO, ""));
    }

    private void close(Sheet sheet) {
        phase = Phase.NONE;
        sheet.reports()
                .add(new Report.Session(ended, number, ended.since(began), energy(), endReason));
    }

    /// Where reports are written, and what the charger suffers from meanwhile.
    ///
    /// @param trouble names of the faults that hold; empty without one
    record Sheet(List<Report> reports, String trouble) {}
}
