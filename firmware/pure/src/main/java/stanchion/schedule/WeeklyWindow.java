package stanchion.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Hours of some days of the week, in local time.
///
/// A window begins once and ends once on each of its days, also when clocks change:
///
/// ```text
///  an hour that does not exist   a beginning or end within it is the moment of the change
///  an hour that exists twice     begins with the first, ends with the second: both are in it
/// ```
///
/// @param days on which it begins
/// @param from in whole minutes
/// @param to excluded, in whole minutes; not after `from`: on the next day
public record WeeklyWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public WeeklyWindow {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a window on no day");
        }
        days = Set.copyOf(days);
    }

    /// From a moment to another, the second excluded.
    record Span(Instant begin, Instant end) {
        boolean holds(Instant moment) {
            return !moment.isBefore(begin) && moment.isBefore(end);
        }
    }

    /// The window that begins on this date, if one does.
    Optional<Span> on(LocalDate date, ZoneRules rules) {
        if (!days.contains(date.getDayOfWeek())) {
            return Optional.empty();
        }
        LocalDate last = to.isAfter(from) ? date : date.plusDays(1);
        return Optional.of(new Span(first(date.atTime(from), rules), last(last.atTime(to), rules)));
    }

    private static Instant first(LocalDateTime local, ZoneRules rules) {
        return moment(local, rules, rules.getValidOffsets(local), 0);
    }

    private static Instant last(LocalDateTime local, ZoneRules rules) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        return moment(local, rules, offsets, offsets.size() - 1);
    }

    private static Instant moment(
            LocalDateTime local, ZoneRules rules, List<ZoneOffset> offsets, int which) {
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = rules.getTransition(local);
            return gap.getInstant();
        }
        return local.toInstant(offsets.get(which));
    }
}
