package stanchion.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stanchion.boot.Refusal;
import stanchion.boot.Verifier;

/// A case fails when the charger answers otherwise: the proof has teeth.
final class TrialTest {
    private static final Twin NOTHING = new Twin("nothing is done", charger -> {});

    private static Range range;

    @BeforeAll
    static void open() throws Exception {
        range =
                Range.open(
                        Path.of(
                                Verifier.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI()));
    }

    @AfterAll
    static void close() throws Exception {
        range.close();
    }

    @Test
    void attackThatChangesNothingIsSeenToBootAndRun() throws Exception {
        Result result =
                run(Case.of("X1", "nothing").refused(Refusal.FILE_DIGEST).by(charger -> {}));
        assertThat(result.complaints())
                .contains(
                        "status 0 instead of 66",
                        "it booted: BOOT A 1.0.0",
                        "the run folder holds charger.args",
                        "a program ran: canary.charger",
                        "a program ran: canary.gateway")
                .anyMatch(line -> line.startsWith("kept in "));
        assertThat(result.twinComplaints()).isEmpty();
        assertThat(result.failed()).isTrue();
    }

    @Test
    void refusalForAnotherCauseIsNotEnough() throws Exception {
        Result result =
                run(
                        Case.of("X2", "otp")
                                .refused(Refusal.ROOT_NOT_IN_OTP)
                                .by(charger -> charger.otp(new byte[32])));
        assertThat(result.complaints())
                .contains("status 12 instead of 17")
                .anyMatch(line -> line.startsWith("instead of REFUSED A ROOT_NOT_IN_OTP it said "));
    }

    @Test
    void twinThatDoesNotBootFailsTheCase() throws Exception {
        Act unprovision = charger -> charger.otp(new byte[32]);
        Result result =
                new Trial(range, Trial.Folder.REMOVED)
                        .run(
                                Case.of("X3", "otp")
                                        .refused(Refusal.UNPROVISIONED)
                                        .by(unprovision)
                                        .unless("the same", unprovision));
        assertThat(result.complaints()).isEmpty();
        assertThat(result.twinComplaints())
                .anyMatch(line -> line.startsWith("it did not boot: status 12"));
    }

    /// An agent runs before the verifier can refuse the environment that brought it.
    @Test
    void foreignClassInTheVerifiersProcessIsSeen() throws Exception {
        Result result =
                run(
                        Case.of("X4", "agent")
                                .refused(Refusal.ENV_TAINT)
                                .by(charger ->
                                        charger.environment()
                                                .put(
                                                        "JAVA_TOOL_OPTIONS",
                                                        "-javaagent:" + agent(charger))));
        assertThat(result.complaints())
                .anyMatch(line -> line.startsWith("the verifier loaded spy.Agent "));
    }

    private static Path agent(Charger charger) throws Exception {
        String source =
                """
                package spy;
                public final class Agent {
                    public static void premain(String words) {}
                }
                """;
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nPremain-Class: spy.Agent\n\n"
                        .getBytes(StandardCharsets.US_ASCII));
        entries.putAll(
                Jars.compile(Map.of("Agent.java", source), charger.work().resolve("spying")));
        return Files.write(charger.work().resolve("spy.jar"), Jars.zip(entries));
    }

    @Test
    void markOfAProgramThatShouldNotHaveRunIsSeen() throws Exception {
        Result result =
                run(
                        Case.of("X5", "mark")
                                .refused(Refusal.UNPROVISIONED)
                                .by(charger -> {
                                    charger.otp(new byte[32]);
                                    Files.createFile(charger.work().resolve("canary.evil"));
                                }));
        assertThat(result.complaints()).contains("a program ran: canary.evil");
    }

    @Test
    void caseThatCannotBeSetUpFailsAndOneThatCannotRunHereDoesNot() throws Exception {
        Result broken =
                run(
                        Case.of("X6", "broken")
                                .refused(Refusal.FILE_EXTRA)
                                .by(charger -> charger.editTargets("no such text", "")));
        assertThat(broken.complaints()).anyMatch(line -> line.contains("could not be carried out"));
        Result elsewhere =
                run(
                        Case.of("X7", "elsewhere")
                                .refused(Refusal.FILE_EXTRA)
                                .by(charger -> {
                                    throw new NotHere("needs another machine");
                                }));
        assertThat(elsewhere.failed()).isFalse();
        assertThat(elsewhere.notHere()).isEqualTo(Optional.of("needs another machine"));
    }

    private static Result run(Case.Done done) throws InterruptedException {
        return new Trial(range, Trial.Folder.REMOVED).run(done.unless(NOTHING));
    }
}
