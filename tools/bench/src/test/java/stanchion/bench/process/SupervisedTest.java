package stanchion.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir Path folder;
    private Superior.Next then = Superior.Next.AGAIN;

    @Test
    void aKilledProcessComesBackAsAnother() {
        ConcurrentLinkedQueue<String> news = new ConcurrentLinkedQueue<>();
        try (Supervised sleeper = sleeper(news)) {
            sleeper.start();
            long first = sleeper.pid().orElseThrow();

            sleeper.kill();

            assertThat(
                            Patience.until(
                                    LIMIT, () -> sleeper.pid().filter(p -> p != first).isPresent()))
                    .isTrue();
            assertThat(sleeper.restarts()).isEqualTo(1);
            assertThat(news).singleElement().asString().contains("sleeper ended with status 137");
        }
    }

    @Test
    void aClosedProcessStaysGone() {
        Supervised sleeper = sleeper(new ConcurrentLinkedQueue<>());
        sleeper.start();
        long pid = sleeper.pid().orElseThrow();

        sleeper.close();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(sleeper.restarts()).isZero();
    }

    @Test
    void aProcessThatIsHeldStaysGoneUntilItIsStarted() {
        ConcurrentLinkedQueue<String> news = new ConcurrentLinkedQueue<>();
        try (Supervised sleeper = sleeper(news)) {
            sleeper.start();
            long first = sleeper.pid().orElseThrow();

            sleeper.hold();
            assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(sleeper.pid()).isEmpty();

            sleeper.start();
            assertThat(sleeper.pid()).isPresent();
            assertThat(sleeper.restarts()).isZero();
            assertThat(news).isEmpty();
        }
    }

    @Test
    void aDeadProcessStaysDeadWhenItsSuperiorSaysSo() {
        ConcurrentLinkedQueue<String> news = new ConcurrentLinkedQueue<>();
        then = Superior.Next.NOTHING;
        try (Supervised sleeper = sleeper(news)) {
            sleeper.start();

            sleeper.kill();

            assertThat(Patience.until(LIMIT, () -> !news.isEmpty())).isTrue();
            assertThat(news).containsExactly("sleeper ended with status 137");
            assertThat(sleeper.pid()).isEmpty();
            assertThat(sleeper.restarts()).isZero();
        }
    }

    @Test
    void aProcessSeesNothingOfTheShellsEnvironmentButTheUsual() throws Exception {
        Path log = folder.resolve("log");
        try (Child child = Child.start("env", List.of("env"), log)) {
            assertThat(child.ended().get()).isZero();
        }
        assertThat(Files.readAllLines(log))
                .allMatch(line -> line.matches("(PATH|HOME|TMPDIR|LANG|LC_ALL|TZ)=.*"));
    }

    @Test
    void theWaitDoublesUpToItsLimitAndIsForgottenAfterALongLife() {
        Duration brief = Duration.ofMillis(10);
        Duration wait = Duration.ZERO;
        for (int death = 0; death < 10; death++) {
            wait = Backoff.USUAL.after(wait, brief);
        }
        assertThat(wait).isEqualTo(Backoff.USUAL.most());
        assertThat(Backoff.USUAL.after(wait, Duration.ofMinutes(1)))
                .isEqualTo(Backoff.USUAL.first());
    }

    private Supervised sleeper(ConcurrentLinkedQueue<String> news) {
        return new Supervised(
                "sleeper", List.of("sleep", "60"), folder.resolve("log"), superior(news));
    }

    private Superior superior(ConcurrentLinkedQueue<String> news) {
        return new Superior() {
            @Override
            public Next died(Death death) {
                return then;
            }

            @Override
            public void told(String line) {
                news.add(line);
            }
        };
    }
}
