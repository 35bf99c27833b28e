package stanchion.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// When the charger may charge by itself: windows of the week, in the time zone of the place.
///
/// @param windows at most [#MOST_WINDOWS]; they may overlap
public record ChargingHours(ZoneId zone, List<WeeklyWindow> windows) {
    public static final int MOST_WINDOWS = 16;

    /// Regulation 10 speaks of hours in Great Britain.
    public static final ZoneId DEFAULT_ZONE = ZoneId.of("Europe/London");

    private static final Set<DayOfWeek> WEEKDAYS =
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> WEEKEND =
            EnumSet.range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /// Outside the peak of regulation 10: 08:00 to 11:00 and 16:00 to 22:00 on weekdays.
    public static final List<WeeklyWindow> OFF_PEAK =
            List.of(
                    new WeeklyWindow(WEEKDAYS, LocalTime.MIDNIGHT, LocalTime.of(8, 0)),
                    new WeeklyWindow(WEEKDAYS, LocalTime.of(11, 0), LocalTime.of(16, 0)),
                    new WeeklyWindow(WEEKDAYS, LocalTime.of(22, 0), LocalTime.MIDNIGHT),
                    new WeeklyWindow(WEEKEND, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));

    /// Always.
    public static final List<WeeklyWindow> ANY_TIME =
            List.of(
                    new WeeklyWindow(
                            EnumSet.allOf(DayOfWeek.class),
                            LocalTime.MIDNIGHT,
                            LocalTime.MIDNIGHT));

    /// As shipped.
    public static final ChargingHours DEFAULT = new ChargingHours(DEFAULT_ZONE, OFF_PEAK);

    /// After so many days everything has been there once.
    private static final int DAYS_AHEAD = 8;

    public ChargingHours {
        if (windows.isEmpty() || windows.size() > MOST_WINDOWS) {
            throw new IllegalArgumentException(windows.size() + " windows");
        }
        windows = List.copyOf(windows);
    }

    public boolean isOpen(Instant moment) {
        return spans(moment, 1).anyMatch(span -> span.holds(moment));
    }

    /// The next moment after this one at which the hours open or close; empty when they never do.
    public Optional<Instant> nextChange(Instant moment) {
        boolean open = isOpen(moment);
        return spans(moment, DAYS_AHEAD)
                .flatMap(span -> Stream.of(span.begin(), span.end()))
                .filter(edge -> edge.isAfter(moment) && isOpen(edge) != open)
                .min(Instant::compareTo);
    }

    /// The windows that begin between the day before yesterday and some days ahead.
    private Stream<WeeklyWindow.Span> spans(Instant moment, int daysAhead) {
        ZoneRules rules = zone.getRules();
        LocalDate today = LocalDate.ofInstant(moment, zone);
        return today.minusDays(2)
                .datesUntil(today.plusDays(daysAhead + 1))
                .flatMap(date -> windows.stream().flatMap(one -> one.on(date, rules).stream()));
    }
}
