package stanchion.hal.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import stanchion.hal.linux.RealtimePriority.Outcome;

@EnabledOnOs(OS.LINUX)
class RealtimePriorityTest {
    private static final int PRIORITY = 7;

    /// Numbers of proc(5)'s `stat` behind the command's closing parenthesis: 40 and 41 of all.
    private static final int PRIORITY_FIELD = 37;

    private static final int POLICY_FIELD = 38;

    private record Seen(Outcome outcome, String policy, String priority) {}

    private static Seen raised(int priority) {
        try {
            Outcome outcome = RealtimePriority.raise(priority);
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
            return new Seen(outcome, fields.get(POLICY_FIELD), fields.get(PRIORITY_FIELD));
        } catch (IOException noProc) {
            throw new AssertionError(noProc);
        }
    }

    @Test
    void threadIsRaisedByItsName() throws Exception {
        CountDownLatch named = new CountDownLatch(1); // the kernel learns a name from its thread
        CountDownLatch over = new CountDownLatch(1);
        Thread thread =
                Thread.ofPlatform()
                        .name("worker-17")
                        .start(() -> {
                            named.countDown();
                            try {
                                over.await();
                            } catch (InterruptedException ended) {
                                Thread.currentThread().interrupt();
                            }
                        });
        named.await();
        try {
            assertThat(RealtimePriority.raiseThread("worker-17", PRIORITY))
                    .isIn(Outcome.RAISED, Outcome.LEVEL, Outcome.NOT_PERMITTED);
            assertThat(RealtimePriority.raiseThread("worker-18", PRIORITY))
                    .isIn(Outcome.NOT_AVAILABLE, Outcome.LEVEL);
        } finally {
            over.countDown();
            thread.join();
        }
    }

    /// What a JVM says that has one processor.
    public static void main(String... none) {
        RealtimePriority.raiseProcess(PRIORITY);
        System.out.println(raised(PRIORITY + 1));
    }

    @Test
    void onASingleProcessorNoThreadIsAboveTheOthersAndAllTakeTurns() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process alone =
                new ProcessBuilder(
                                java,
                                "-XX:ActiveProcessorCount=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                RealtimePriorityTest.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = new String(alone.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(said)
                .isIn(
                        new Seen(Outcome.LEVEL, "2", "7").toString(),
                        new Seen(Outcome.LEVEL, "0", "0").toString());
    }

    @Test
    void threadRunsAtTheRealTimePriorityOrIsToldThatItMayNot() {
        Executor ownThread = task -> new Thread(task).start();
        Seen seen = CompletableFuture.supplyAsync(() -> raised(PRIORITY), ownThread).join();
        assertThat(seen)
                .isIn(
                        new Seen(Outcome.RAISED, "1", "7"),
                        new Seen(Outcome.LEVEL, "0", "0"),
                        new Seen(Outcome.NOT_PERMITTED, "0", "0"));
    }
}
