package stanchion.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.process.Patience;
import stanchion.bench.process.Superior.Death;
import stanchion.bench.process.Superior.Next;
import stanchion.bench.report.Boot;

class SwitchOverTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration BRIEF = Duration.ofMillis(300);

    @TempDir Path folder;

    private final Boots boots = new Boots();
    private final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
    private Optional<Boot.Version> next = version("TRYING");

    @Test
    void theGatewaysWishEndsBothAsksTheVerifierAndBeginsBoth() throws IOException {
        boots.add(boot("power on", version("CONFIRMED")));
        try (SwitchOver switchOver = switchOver(LONG)) {
            Files.createFile(folder.resolve(SwitchOver.CONFIRMED));
            Files.createFile(folder.resolve(SwitchOver.SWITCH));

            awaitBoots(2);

            assertThat(switchOver).isNotNull();
            assertThat(Patience.until(SOON, () -> done.size() == 3)).isTrue();
            assertThat(done).containsExactly("end", "judge", "begin");
            assertThat(boots.last().cause()).isEqualTo("the gateway asks for it");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aDeathDuringATryIsFollowedByANewVerdict() {
        boots.add(boot("power on", version("TRYING")));
        next = version("CONFIRMED");
        try (SwitchOver switchOver = switchOver(LONG)) {
            assertThat(switchOver.died(death(1))).isEqualTo(Next.NOTHING);

            awaitBoots(2);

            assertThat(boots.last().cause())
                    .isEqualTo("gateway ended with status 1 during its try");
            assertThat(switchOver.died(death(1))).isEqualTo(Next.AGAIN);
        }
    }

    @Test
    void aDeathAfterTheConfirmationIsFollowedByAnOrdinaryStart() throws IOException {
        boots.add(boot("power on", version("TRYING")));
        try (SwitchOver switchOver = switchOver(LONG)) {
            Files.createFile(folder.resolve(SwitchOver.CONFIRMED));

            assertThat(switchOver.died(death(1))).isEqualTo(Next.AGAIN);
            Patience.until(SOON, () -> boots.last().confirmedAfter().isPresent());

            assertThat(boots.all()).hasSize(1);
            assertThat(boots.last().isOnTry()).isFalse();
        }
    }

    @Test
    void aTryThatIsNotConfirmedInTimeIsEnded() {
        boots.add(boot("power on", version("TRYING")));
        next = version("CONFIRMED");
        try (SwitchOver switchOver = switchOver(BRIEF)) {
            awaitBoots(2);

            assertThat(switchOver).isNotNull();
            assertThat(boots.last().cause()).isEqualTo("not confirmed within 300 ms");
        }
    }

    @Test
    void aConfirmedVersionThatDoesNotStayUpIsJudgedAnewAfterFiveDeaths() {
        boots.add(boot("power on", version("CONFIRMED")));
        try (SwitchOver switchOver = switchOver(BRIEF)) {
            for (int death = 1; death < SwitchOver.DEATHS_IN_A_ROW; death++) {
                assertThat(switchOver.died(death(death))).isEqualTo(Next.AGAIN);
            }
            assertThat(done).isEmpty();
            assertThat(switchOver.died(death(SwitchOver.DEATHS_IN_A_ROW))).isEqualTo(Next.NOTHING);

            awaitBoots(2);

            assertThat(boots.last().cause())
                    .isEqualTo("gateway ended with status 1, 5 times in a row");
        }
    }

    @Test
    void nothingBeginsWhenTheVerifierRefusesEverything() throws IOException {
        boots.add(boot("power on", version("CONFIRMED")));
        next = Optional.empty();
        try (SwitchOver switchOver = switchOver(BRIEF)) {
            Files.createFile(folder.resolve(SwitchOver.SWITCH));

            awaitBoots(2);

            assertThat(switchOver).isNotNull();
        }
        assertThat(done).containsExactly("end", "judge");
    }

    private SwitchOver switchOver(Duration trial) {
        SwitchOver switchOver = new SwitchOver(folder, trial, boots, line -> {});
        switchOver.start(new Recorded());
        return switchOver;
    }

    private void awaitBoots(int count) {
        assertThat(Patience.until(SOON, () -> boots.all().size() == count)).isTrue();
    }

    private static Death death(int inARow) {
        return new Death("gateway", 1, BRIEF, inARow);
    }

    private static Optional<Boot.Version> version(String state) {
        return Optional.of(new Boot.Version("A", state, "0.2.0"));
    }

    private static Boot boot(String cause, Optional<Boot.Version> version) {
        return new Boot(Duration.ZERO, cause, "BOOT A 0.2.0", version, Optional.empty());
    }

    /// Does nothing, and says so.
    private final class Recorded implements SwitchOver.Firmware {
        @Override
        public void end() {
            done.add("end");
        }

        @Override
        public Boot judge(String cause) {
            done.add("judge");
            return boot(cause, next);
        }

        @Override
        public void begin() {
            done.add("begin");
        }
    }
}
