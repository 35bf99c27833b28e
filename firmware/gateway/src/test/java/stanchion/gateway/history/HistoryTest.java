package stanchion.gateway.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.history.Energies.Channel;
import stanchion.gateway.store.StoreException;

/// What is kept of a charger's life, whatever happens to the gateway, the power and the clock.
class HistoryTest {
    @TempDir private Path folder;

    @Test
    void everyQuarterHourHasTheEnergyThatFlowedInIt() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T10:59:00Z")) {
            story.meter();
            story.power(7200);
            story.seconds(60 + 900 + 300);
            List<QuarterHour> quarters = story.history().quarters(Query.all()).rows();
            assertThat(quarters)
                    .extracting(QuarterHour::start)
                    .containsExactly(
                            Instant.parse("2026-03-04T10:45:00Z"),
                            Instant.parse("2026-03-04T11:00:00Z"),
                            Instant.parse("2026-03-04T11:15:00Z"));
            assertThat(quarters.get(1).energy().of(Channel.IMPORTED).value())
                    .isCloseTo(1800, within(0.01));
            assertThat(quarters.get(1).energy().of(Channel.IMPORTED_L2).value())
                    .isCloseTo(600, within(0.01));
            assertThat(quarters).extracting(QuarterHour::estimated).containsOnly(0L);
            assertThat(story.inQuarters()).isEqualTo(Math.round((story.register() - 1000) * 1e6));
        }
    }

    @Test
    void sessionIsKeptWithItsEndsEnergyPeakTariffAndReason() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T10:50:00Z")) {
            story.meter();
            story.plug();
            story.power(7200);
            story.seconds(1200);
            story.unplug("unplugged");
            SessionRecord session = onlySession(story);
            assertThat(session.number()).isEqualTo(8);
            assertThat(session.start().utc()).contains(Instant.parse("2026-03-04T10:50:00Z"));
            assertThat(session.end().utc()).contains(Instant.parse("2026-03-04T11:10:00Z"));
            assertThat(session.imported().value()).isCloseTo(2400, within(0.001));
            assertThat(session.inPeak().value()).isCloseTo(1198, within(0.01));
            assertThat(session.offPeak().value()).isCloseTo(1202, within(0.01));
            assertThat(session.peak().value()).isEqualTo(7200);
            assertThat(session.reason()).isEqualTo("unplugged");
        }
    }

    @Test
    void reportsThatAreRepeatedAddNothing() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T10:50:00Z")) {
            story.meter();
            story.plug();
            story.power(7200);
            story.seconds(2000);
            story.unplug("unplugged");
            story.power(0);
            story.seconds(10);
            long before = story.inQuarters();
            SessionRecord session = onlySession(story);
            story.repeatAll();
            story.killGateway();
            story.repeatAll();
            assertThat(story.inQuarters()).isEqualTo(before);
            assertThat(onlySession(story)).isEqualTo(session);
        }
    }

    @Test
    void killedGatewayLosesNoEnergyAndDividesWhatItDidNotSee() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T10:00:00Z")) {
            story.meter();
            story.power(3600);
            story.seconds(600);
            story.killGateway();
            story.unheard(1800);
            story.meter();
            story.seconds(600);
            List<QuarterHour> quarters = story.history().quarters(Query.all()).rows();
            assertThat(quarters).hasSize(4);
            assertThat(quarters.get(1).energy().of(Channel.IMPORTED).value())
                    .isCloseTo(900, within(2.0));
            assertThat(quarters.get(1).estimated()).isPositive();
            assertThat(story.inQuarters()).isEqualTo(Math.round((story.register() - 1000) * 1e6));
        }
    }

    @Test
    void whatFlowedBeforeTheTimeWasKnownIsPlacedOnceItIsAndNeverMovesAgain() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T10:44:30Z")) {
            story.clockUnknown();
            story.meter();
            story.plug();
            story.power(3600);
            story.seconds(1830);
            assertThat(story.history().quarters(Query.all()).rows()).isEmpty();
            assertThat(onlySession(story).start().utc()).isEmpty();
            story.killGateway();
            assertThat(story.clockKnown()).isPositive();
            story.seconds(1);
            List<QuarterHour> placed = story.history().quarters(Query.all()).rows();
            assertThat(placed)
                    .extracting(QuarterHour::start)
                    .startsWith(
                            Instant.parse("2026-03-04T10:30:00Z"),
                            Instant.parse("2026-03-04T10:45:00Z"));
            assertThat(placed.get(1).energy().of(Channel.IMPORTED).value())
                    .isCloseTo(900, within(60.0));
            assertThat(story.inQuarters()).isEqualTo(Math.round((story.register() - 1000) * 1e6));
            SessionRecord session = onlySession(story);
            assertThat(session.start().utc()).contains(Instant.parse("2026-03-04T10:44:30Z"));

            story.step(Duration.ofHours(3));
            story.seconds(900);
            assertThat(onlySession(story).start()).isEqualTo(session.start());
            assertThat(story.history().quarters(Query.all()).rows())
                    .containsAll(placed.subList(0, 2));
            assertThat(story.inQuarters()).isEqualTo(Math.round((story.register() - 1000) * 1e6));
            story.power(0);
            story.unplug("unplugged");
            SessionRecord ended = onlySession(story);
            assertThat(ended.inPeak().value() + ended.offPeak().value())
                    .isCloseTo(ended.imported().value(), within(0.001));
        }
    }

    @Test
    void clockThatIsSetBackAddsToQuarterHoursThatAreThere() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T10:00:00Z")) {
            story.meter();
            story.power(3600);
            story.seconds(900);
            story.step(Duration.ofMinutes(-15));
            story.seconds(600);
            assertThat(story.history().quarters(Query.all()).rows())
                    .first()
                    .satisfies(one ->
                            assertThat(one.energy().of(Channel.IMPORTED).value())
                                    .isCloseTo(1499, within(2.0)));
            assertThat(story.inQuarters()).isEqualTo(Math.round((story.register() - 1000) * 1e6));
        }
    }

    @Test
    void sessionThatThePowerCutOffKeepsWhatTheRegisterKnows() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T02:00:00Z")) {
            story.meter();
            story.plug();
            story.power(7200);
            story.seconds(1000);
            story.cutPower("machine-2", 2);
            story.meter();
            SessionRecord session = onlySession(story);
            assertThat(session.reason()).isEqualTo(Book.INTERRUPTED);
            assertThat(session.imported().value()).isCloseTo(1998, within(0.001));
            assertThat(session.offPeak()).isEqualTo(session.imported());
            assertThat(story.inQuarters()).isEqualTo(Math.round((story.register() - 1000) * 1e6));
        }
    }

    /// The charger says less than it said before the cut: what it counts again is not counted
    /// twice.
    @Test
    void registerThatFellIsCountedFromWhereItWas() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T02:00:00Z")) {
            story.meter();
            story.power(7200);
            story.seconds(1000);
            story.history().write();
            story.cutPower("machine-2", 2);
            story.seconds(3);
            assertThat(story.inQuarters()).isEqualTo(Math.round((story.register() - 1000) * 1e6));
        }
    }

    @Test
    void pagesJoinWithoutGapOrRepetition() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T02:00:00Z")) {
            story.meter();
            for (int i = 0; i < 25; i++) {
                story.plug();
                story.seconds(5);
                story.unplug("unplugged");
            }
            List<Long> numbers = new ArrayList<>();
            long after = 0;
            Optional<Long> next = Optional.of(0L);
            while (next.isPresent()) {
                Page<SessionRecord> page =
                        story.history()
                                .sessions(new Query(Optional.empty(), Optional.empty(), after, 10));
                page.rows().forEach(row -> numbers.add(row.number()));
                next = page.next();
                after = next.orElse(0L);
            }
            assertThat(numbers).hasSize(25).doesNotHaveDuplicates().isSorted();
            Query span =
                    new Query(
                            Optional.of(Instant.parse("2026-03-04T02:00:10Z")),
                            Optional.of(Instant.parse("2026-03-04T02:00:20Z")),
                            0,
                            10);
            assertThat(story.history().sessions(span).rows())
                    .extracting(SessionRecord::number)
                    .containsExactly(10L, 11L);
        }
    }

    @Test
    void whatIsOlderThanThirteenMonthsGoesAndNothingElse() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T02:00:00Z")) {
            for (int month = 0; month < 16; month++) {
                story.plug();
                story.seconds(2);
                story.unplug("unplugged");
                story.seconds(2);
                story.unheard(30 * 24 * 3600);
            }
            story.seconds(2);
            assertThat(story.history().sessions(Query.all()).rows())
                    .hasSize(13)
                    .allMatch(one ->
                            one.start()
                                    .utc()
                                    .orElseThrow()
                                    .isAfter(Instant.parse("2026-05-27T00:00:00Z")));
        }
    }

    @Test
    void writesAreCountedAndAreAboutAHundredADay() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T00:00:00Z")) {
            story.seconds(24 * 3600 - 1);
            assertThat(story.history().writes(Instant.parse("2026-03-04T12:00:00Z")))
                    .isBetween(96L, 100L);
        }
    }

    @Test
    void damagedHistoryIsMovedAsideAndAnotherOneBegun() throws Exception {
        Files.writeString(folder.resolve("history.db"), "no database".repeat(1000));
        try (Story story = new Story(folder, "2026-03-04T00:00:00Z")) {
            assertThat(story.history().replacedADamagedOne()).isTrue();
            story.seconds(2);
            assertThat(folder.resolve("history.db.damaged")).exists();
            story.history().forget();
            assertThat(folder.resolve("history.db.damaged")).doesNotExist();
        }
    }

    @Test
    void whatWasDeletedIsGoneFromTheFileAndNotCountedAgain() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T00:00:00Z")) {
            story.meter();
            story.plug();
            story.power(7200);
            story.seconds(1000);
            story.unplug("a reason that names nobody");
            assertThat(story.history().forget()).isEqualTo(3);
            assertThat(story.history().sessions(Query.all()).rows()).isEmpty();
            assertThat(story.inQuarters()).isZero();
            for (Path file :
                    List.of(folder.resolve("history.db"), folder.resolve("history.db-wal"))) {
                if (Files.exists(file)) {
                    assertThat(Files.readString(file, ISO_8859_1)).doesNotContain("names nobody");
                }
            }
            story.repeatAll();
            assertThat(story.inQuarters()).isZero();
        }
    }

    @Test
    void secondHistoryOnTheSameFileIsRefused() throws Exception {
        try (Story story = new Story(folder, "2026-03-04T00:00:00Z")) {
            story.seconds(2);
            assertThatThrownBy(() -> new Story(folder, "2026-03-04T00:00:00Z"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("history.db");
        }
    }

    private static SessionRecord onlySession(Story story) throws StoreException {
        List<SessionRecord> rows = story.history().sessions(Query.all()).rows();
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }
}
