package stanchion.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.schedule.HoursText.Read;

/// Hours as the owner writes them.
class HoursTextTest {
    @Test
    void windowsAreReadWithTheirDaysAndTimes() {
        assertThat(HoursText.read("mon-fri 22:00-06:30,sun 00:00-24:00"))
                .isEqualTo(
                        new Read.Windows(
                                List.of(
                                        new WeeklyWindow(
                                                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                                LocalTime.of(22, 0),
                                                LocalTime.of(6, 30)),
                                        new WeeklyWindow(
                                                EnumSet.of(DayOfWeek.SUNDAY),
                                                LocalTime.MIDNIGHT,
                                                LocalTime.MIDNIGHT))));
    }

    @Test
    void daysMayRunOverTheEndOfTheWeek() {
        assertThat(
                        ((Read.Windows) HoursText.read("sat-mon 01:00-02:00"))
                                .windows()
                                .getFirst()
                                .days())
                .containsExactlyInAnyOrder(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mon-fri 00:00-08:00, mon-fri 11:00-16:00, mon-fri 22:00-24:00, sat-sun"
                        + " 00:00-24:00",
                "wed 23:59-00:01",
                "mon-sun 00:00-24:00"
            })
    void whatIsWrittenReadsBackTheSame(String text) {
        assertThat(HoursText.of(((Read.Windows) HoursText.read(text)).windows())).isEqualTo(text);
    }

    @Test
    void defaultHoursAreWrittenAsTheyAreMeant() {
        assertThat(HoursText.of(ChargingHours.OFF_PEAK))
                .isEqualTo(
                        "mon-fri 00:00-08:00, mon-fri 11:00-16:00, mon-fri 22:00-24:00,"
                                + " sat-sun 00:00-24:00");
    }

    @Test
    void daysThatAreApartAreWrittenApart() {
        WeeklyWindow apart =
                new WeeklyWindow(
                        EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY),
                        LocalTime.of(1, 0),
                        LocalTime.of(2, 0));
        assertThat(HoursText.of(List.of(apart))).isEqualTo("mon 01:00-02:00, wed-thu 01:00-02:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mon",
                "mon 8:00-10:00",
                "Mon 08:00-10:00",
                "mon 08:00-24:30",
                "mon 24:00-01:00",
                "mon 08:60-10:00",
                "mon-fri-sat 08:00-10:00",
                "mon 08:00-10:00,",
                "day 01:00-02:00",
                "mon 08:00–10:00",
                "mon 08:00-10:00; tue 08:00-10:00"
            })
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThat(HoursText.read(text))
                .isEqualTo(
                        new Read.Refused(
                                "must look like mon-fri 22:00-06:00, sat-sun 00:00-24:00"));
    }

    @Test
    void tooManyWindowsAndEmptyOnesAreRefused() {
        String window = "mon 01:00-02:00";
        assertThat(HoursText.read(String.join(",", Collections.nCopies(16, window))))
                .isInstanceOf(Read.Windows.class);
        assertThat(HoursText.read(String.join(",", Collections.nCopies(17, window))))
                .isEqualTo(new Read.Refused("may have 16 windows at most"));
        assertThat(HoursText.read("mon 09:00-09:00"))
                .isEqualTo(new Read.Refused("may not have a window from and to the same time"));
    }

    @ParameterizedTest
    @CsvSource({"00:00,24:00", "00:00,23:59", "23:59,24:00"})
    void midnightIsWrittenAsTheEndOfADay(String from, String to) {
        assertThat(HoursText.read("mon " + from + "-" + to)).isInstanceOf(Read.Windows.class);
    }
}
