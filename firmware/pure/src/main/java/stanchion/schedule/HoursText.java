package stanchion.schedule;

import static java.util.Locale.ROOT;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Windows of the week as text: `mon-fri 22:00-06:00, sat 00:00-24:00`.
public final class HoursText {
    private static final Pattern WINDOW =
            Pattern.compile(
                    "(mon|tue|wed|thu|fri|sat|sun)(?:-(mon|tue|wed|thu|fri|sat|sun))?"
                            + " ([01]\\d|2[0-3]):([0-5]\\d)-(?:([01]\\d|2[0-3]):([0-5]\\d)|24:00)");

    private static final String SHAPE = "must look like mon-fri 22:00-06:00, sat-sun 00:00-24:00";
    private static final int DAYS = 7;

    /// What came of reading.
    public sealed interface Read {
        record Windows(List<WeeklyWindow> windows) implements Read {}

        /// What is wrong with it.
        ///
        /// @param reason behind the name of what was read
        record Refused(String reason) implements Read {}
    }

    private HoursText() {}

    public static Read read(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length > ChargingHours.MOST_WINDOWS) {
            return new Read.Refused("may have " + ChargingHours.MOST_WINDOWS + " windows at most");
        }
        List<WeeklyWindow> windows = new ArrayList<>();
        for (String part : parts) {
            Matcher window = WINDOW.matcher(part.strip());
            if (!window.matches()) {
                return new Read.Refused(SHAPE);
            }
            LocalTime from = time(window, 3);
            LocalTime to = time(window, 5);
            if (from.equals(to) && !from.equals(LocalTime.MIDNIGHT)) {
                return new Read.Refused("may not have a window from and to the same time");
            }
            windows.add(new WeeklyWindow(days(window), from, to));
        }
        return new Read.Windows(windows);
    }

    /// Reads back as the same windows.
    public static String of(List<WeeklyWindow> windows) {
        return windows.stream()
                .flatMap(window -> runs(window.days()).map(days -> days + " " + hours(window)))
                .collect(Collectors.joining(", "));
    }

    private static String hours(WeeklyWindow window) {
        LocalTime to = window.to();
        return window.from() + "-" + (to.equals(LocalTime.MIDNIGHT) ? "24:00" : to);
    }

    /// 24:00 is midnight, when the next day begins.
    private static LocalTime time(Matcher window, int group) {
        String hour = window.group(group);
        return hour == null
                ? LocalTime.MIDNIGHT
                : LocalTime.of(Integer.parseInt(hour), Integer.parseInt(window.group(group + 1)));
    }

    private static Set<DayOfWeek> days(Matcher window) {
        DayOfWeek first = day(window.group(1));
        String until = window.group(2);
        DayOfWeek last = until == null ? first : day(until);
        int count = Math.floorMod(last.getValue() - first.getValue(), DAYS) + 1;
        return IntStream.range(0, count)
                .mapToObj(first::plus)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
    }

    private static DayOfWeek day(String name) {
        return List.of(DayOfWeek.values()).stream()
                .filter(day -> name(day).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(ROOT);
    }

    /// Days that follow each other, from Monday on: `mon-fri`, `sun`.
    private static Stream<String> runs(Set<DayOfWeek> days) {
        return IntStream.rangeClosed(1, DAYS)
                .filter(day -> holds(days, day) && !holds(days, day - 1))
                .mapToObj(first -> {
                    int last = first;
                    while (holds(days, last + 1)) {
                        last++;
                    }
                    String begin = name(DayOfWeek.of(first));
                    return last == first ? begin : begin + "-" + name(DayOfWeek.of(last));
                });
    }

    private static boolean holds(Set<DayOfWeek> days, int day) {
        return day >= 1 && day <= DAYS && days.contains(DayOfWeek.of(day));
    }
}
