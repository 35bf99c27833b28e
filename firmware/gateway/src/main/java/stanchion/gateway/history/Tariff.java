package stanchion.gateway.history;

import java.time.Instant;
import java.time.ZoneId;
import stanchion.schedule.ChargingHours;

/// Which hours are peak hours. They change at quarter-hours, so that a quarter-hour lies in one
/// period.
@FunctionalInterface
public interface Tariff {
    /// A part of the day.
    enum Period {
        PEAK,
        OFF_PEAK
    }

    Period at(Instant moment);

    /// The peak that regulation 10 names, in local time: whatever hours the owner has chosen, a
    /// session says how much of it fell into the peak.
    static Tariff regulation10(ZoneId zone) {
        ChargingHours offPeak = new ChargingHours(zone, ChargingHours.OFF_PEAK);
        return moment -> offPeak.isOpen(moment) ? Period.OFF_PEAK : Period.PEAK;
    }
}
