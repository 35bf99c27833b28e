package stanchion.control;

import java.time.Duration;
import java.util.List;
import stanchion.link.EnergyTotals;
import stanchion.link.Report;
import stanchion.session.EventName;
import stanchion.session.SessionEvent;
import stanchion.units.Uptime;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// Numbers the sessions, from plug to unplug, and counts their energy and greatest power.
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
    private EnergyTotals start = EnergyTotals.ZERO;
    private EnergyTotals now = EnergyTotals.ZERO;
    private double peakWatts;
    private String endReason = "";

    SessionLedger(long lastNumber) {
        number = lastNumber;
    }

    /// Imported since the vehicle was connected; after it left, until the next one comes.
    WattHours energy() {
        return grown(start.imported(), now.imported());
    }

    /// Number of the session that runs, or of the last one.
    long lastNumber() {
        return number;
    }

    /// Takes in one cycle.
    void take(List<SessionEvent> events, EnergyTotals totals, Uptime at, Sheet sheet) {
        if (phase != Phase.NONE) {
            now = totals;
        }
        if (phase == Phase.SETTLING && at.isPast(SETTLING, ended)) {
            close(sheet);
        }
        for (SessionEvent event : events) {
            if (event.name() == EventName.VEHICLE_CONNECTED) {
                begin(totals, at, sheet);
            } else if (event.name() == EventName.VEHICLE_DISCONNECTED && phase == Phase.RUNNING) {
                phase = Phase.SETTLING;
                ended = at;
                endReason = sheet.trouble().isEmpty() ? "unplugged" : sheet.trouble();
            }
        }
    }

    /// Takes in the mean power of a second.
    void take(Watts power) {
        if (phase != Phase.NONE) {
            peakWatts = Math.max(peakWatts, power.value());
        }
    }

    private void begin(EnergyTotals totals, Uptime at, Sheet sheet) {
        if (phase != Phase.NONE) {
            close(sheet);
        }
        phase = Phase.RUNNING;
        number++;
        began = at;
        start = totals;
        now = totals;
        peakWatts = 0;
        sheet.reports().add(new Report.Session(at, number, Duration.ZERO, charged(), ""));
    }

    private void close(Sheet sheet) {
        phase = Phase.NONE;
        sheet.reports()
                .add(new Report.Session(ended, number, ended.since(began), charged(), endReason));
    }

    private Report.Charged charged() {
        return new Report.Charged(
                energy(),
                grown(start.exported(), now.exported()),
                new Watts(peakWatts),
                now.imported());
    }

    private static WattHours grown(WattHours before, WattHours after) {
        return new WattHours(after.value() - before.value());
    }

    /// Where reports are written, and what the charger suffers from meanwhile.
    ///
    /// @param trouble names of the faults that hold; empty without one
    record Sheet(List<Report> reports, String trouble) {}
}
