package stanchion.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hours of the week, in local time, also on the days on which clocks change.
class ChargingHoursTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @ParameterizedTest
    @CsvSource({
        // a Tuesday in winter
        "2027-01-12T07:59:59,true", "2027-01-12T08:00:00,false", "2027-01-12T10:59:59,false",
        "2027-01-12T11:00:00,true", "2027-01-12T15:59:59,true", "2027-01-12T16:00:00,false",
        "2027-01-12T21:59:59,false", "2027-01-12T22:00:00,true", "2027-01-12T23:59:59,true",
        // a Friday in summer
        "2027-07-16T08:00:00,false", "2027-07-16T11:00:00,true", "2027-07-16T22:00:00,true",
        // the weekend has no peak, and Monday's begins at eight
        "2027-07-17T08:00:00,true", "2027-07-18T17:00:00,true", "2027-07-18T23:59:59,true",
        "2027-07-19T00:00:00,true", "2027-07-19T08:00:00,false"
    })
    void defaultHoursLeaveOutThePeakOfWeekdaysInLocalTime(LocalDateTime local, boolean open) {
        assertThat(ChargingHours.DEFAULT.isOpen(local.atZone(LONDON).toInstant())).isEqualTo(open);
    }

    @Test
    void nextChangeLeadsThroughAWeekAndNoFurtherThanItsWindows() {
        assertThat(changes(ChargingHours.DEFAULT, "2027-07-16T12:00:00Z", 4)) // a Friday, BST
                .containsExactly(
                        "2027-07-16T15:00:00Z",
                        "2027-07-16T21:00:00Z",
                        "2027-07-19T07:00:00Z",
                        "2027-07-19T10:00:00Z");
        assertThat(
                        new ChargingHours(LONDON, ChargingHours.ANY_TIME)
                                .nextChange(Instant.parse("2027-07-16T12:00:00Z")))
                .isEmpty();
    }

    @Test
    void aWindowOverMidnightBelongsToTheDayOnWhichItBegins() {
        ChargingHours friday = hours("fri 22:00-06:00");
        assertThat(changes(friday, "2027-01-13T00:00:00Z", 3))
                .containsExactly(
                        "2027-01-15T22:00:00Z", "2027-01-16T06:00:00Z", "2027-01-22T22:00:00Z");
    }

    /// On 2027-03-28 01:00 becomes 02:00 in London: the hour between does not exist.
    @ParameterizedTest
    @CsvSource({
        "00:30-01:30,2027-03-28T00:30:00Z,2027-03-28T01:00:00Z", // ends with the change
        "01:30-02:30,2027-03-28T01:00:00Z,2027-03-28T01:30:00Z", // begins with the change
        "00:30-02:30,2027-03-28T00:30:00Z,2027-03-28T01:30:00Z", // an hour shorter
        "00:00-08:00,2027-03-28T00:00:00Z,2027-03-28T07:00:00Z",
        "02:00-03:00,2027-03-28T01:00:00Z,2027-03-28T02:00:00Z",
    })
    void anHourThatDoesNotExistIsLeftOut(String window, String begin, String end) {
        assertThat(changes(hours("sun " + window), "2027-03-27T12:00:00Z", 2))
                .containsExactly(begin, end);
    }

    @Test
    void aWindowWithinAnHourThatDoesNotExistDoesNotOpenThatDay() {
        assertThat(changes(hours("sun 01:15-01:45"), "2027-03-27T12:00:00Z", 1))
                .containsExactly("2027-04-04T00:15:00Z");
    }

    /// On 2027-10-31 02:00 becomes 01:00 in London: the hour before exists twice.
    @ParameterizedTest
    @CsvSource({
        "00:30-01:30,2027-10-30T23:30:00Z,2027-10-31T01:30:00Z", // ends with the second 01:30
        "01:30-02:30,2027-10-31T00:30:00Z,2027-10-31T02:30:00Z", // begins with the first 01:30
        "01:15-01:45,2027-10-31T00:15:00Z,2027-10-31T01:45:00Z", // once, and through both
        "00:00-08:00,2027-10-30T23:00:00Z,2027-10-31T08:00:00Z", // an hour longer
        "02:00-03:00,2027-10-31T02:00:00Z,2027-10-31T03:00:00Z",
    })
    void anHourThatExistsTwiceIsInTheWindowTwiceAndTheWindowOpensOnce(
            String window, String begin, String end) {
        assertThat(changes(hours("sun " + window), "2027-10-30T12:00:00Z", 2))
                .containsExactly(begin, end);
    }

    @Test
    void defaultPeakIsWhereTheRegulationPutsItInTheWeeksAroundBothChanges() {
        for (String day : List.of("2027-03-26", "2027-03-29", "2027-10-29", "2027-11-01")) {
            Instant midnight = LocalDateTime.parse(day + "T00:00").atZone(LONDON).toInstant();
            Duration closed = Duration.ZERO;
            for (int minute = 0; minute < 24 * 60; minute++) {
                Instant moment = midnight.plus(Duration.ofMinutes(minute));
                if (!ChargingHours.DEFAULT.isOpen(moment)) {
                    closed = closed.plusMinutes(1);
                    assertThat(moment.atZone(LONDON).getHour()).isBetween(8, 21).isNotIn(11, 15);
                }
            }
            assertThat(closed).as(day).hasHours(9);
        }
    }

    /// Against the plain meaning of local time, every ten minutes of two years, in zones of all
    /// manners; no window touches an hour that changes.
    @ParameterizedTest
    @CsvSource({
        "Europe/London",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "Pacific/Apia"
    })
    void farFromTheChangesAWindowIsWhatLocalTimeSays(ZoneId zone) {
        ChargingHours hours =
                new ChargingHours(zone, windows("mon-fri 05:00-09:30, sat 20:00-24:00"));
        Instant end = Instant.parse("2028-01-01T00:00:00Z");
        for (Instant moment = Instant.parse("2026-01-01T00:00:00Z");
                moment.isBefore(end);
                moment = moment.plus(Duration.ofMinutes(10))) {
            LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
            LocalTime time = local.toLocalTime();
            boolean weekday = local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
            boolean morning =
                    !time.isBefore(LocalTime.of(5, 0)) && time.isBefore(LocalTime.of(9, 30));
            boolean evening =
                    local.getDayOfWeek() == DayOfWeek.SATURDAY
                            && !time.isBefore(LocalTime.of(20, 0));
            assertThat(hours.isOpen(moment))
                    .as(moment.toString())
                    .isEqualTo((weekday && morning) || evening);
        }
    }

    @Test
    void thereIsAtLeastOneWindowAndAtMostSixteen() {
        assertThatThrownBy(() -> new ChargingHours(LONDON, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        List<WeeklyWindow> seventeen = new ArrayList<>();
        for (int window = 0; window < 17; window++) {
            seventeen.addAll(windows("mon 00:00-24:00"));
        }
        assertThat(new ChargingHours(LONDON, seventeen.subList(0, 16)).windows()).hasSize(16);
        assertThatThrownBy(() -> new ChargingHours(LONDON, seventeen))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new WeeklyWindow(
                                EnumSet.noneOf(DayOfWeek.class), LocalTime.MIN, LocalTime.NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> changes(ChargingHours hours, String from, int count) {
        List<String> changes = new ArrayList<>();
        Instant at = Instant.parse(from);
        for (int change = 0; change < count; change++) {
            Instant next = hours.nextChange(at).orElseThrow();
            assertThat(hours.isOpen(next)).isNotEqualTo(hours.isOpen(next.minusMillis(1)));
            changes.add(next.toString());
            at = next;
        }
        return changes;
    }

    private static ChargingHours hours(String text) {
        return new ChargingHours(LONDON, windows(text));
    }

    private static List<WeeklyWindow> windows(String text) {
        return ((HoursText.Read.Windows) HoursText.read(text)).windows();
    }
}
