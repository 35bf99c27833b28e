package stanchion.release.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.boot.Algorithm;
import stanchion.release.ReleaseException;

/// Two holders keep their keys on machines of their own; the root travels to them.
final class DistributedSigningTest {
    @TempDir private Path temporary;
    private Path machineA = Path.of("");
    private Path machineB = Path.of("");
    private Path unfinished = Path.of("");

    @BeforeEach
    void holdCeremony() throws Exception {
        machineA = Files.createDirectory(temporary.resolve("a"));
        machineB = Files.createDirectory(temporary.resolve("b"));
        KeyChoices plain = new KeyChoices(Map.of(), Map.of("*", "plain"), Map.of());
        Path a = LoneKey.make(machineA, "root-ed25519-1", Algorithm.ED25519, plain, Maker.NONE);
        Path b = LoneKey.make(machineB, "root-ml-dsa-65-1", Algorithm.ML_DSA_65, plain, Maker.NONE);
        KeyChoices choices =
                new KeyChoices(
                        Map.of("root-ed25519-1", "Ada", "root-ml-dsa-65-1", "Grace"),
                        Map.of(
                                "*",
                                "plain",
                                "root-ed25519-1",
                                "elsewhere",
                                "root-ml-dsa-65-1",
                                "elsewhere"),
                        Map.of("root-ed25519-1", a, "root-ml-dsa-65-1", b));
        UnfinishedRoot root =
                Ceremony.hold(
                        new Ceremony.Order(temporary.resolve("maker"), Maker.sizes(), Maker.NOW),
                        choices,
                        Maker.NONE);
        assertThat(root.complete()).isFalse();
        unfinished = temporary.resolve("maker/1.root.unfinished.json");
    }

    @Test
    void rootIsCompleteWhenEnoughHoldersHaveSignedIt() throws Exception {
        assertThat(temporary.resolve("maker/1.root.json")).doesNotExist();
        assertThat(status())
                .contains("its own keys: 3 of at least 4 have signed")
                .contains("missing       root-ed25519-1 (Ada)")
                .contains("missing       root-ml-dsa-65-1 (Grace)")
                .endsWith("not complete yet\n");
        assertThat(Completion.finish(unfinished, Maker.NOW)).isEmpty();

        Path travelling = Files.copy(unfinished, machineB.resolve("1.root.unfinished.json"));
        LoneKey.sign(travelling, machineB.resolve("root-ml-dsa-65-1.pem").toString(), Maker.NONE);
        NewFiles.replace(unfinished, Files.readAllBytes(travelling));

        assertThat(status()).contains("holds         root-ml-dsa-65-1 (Grace)");
        Optional<Path> finished = Completion.finish(unfinished, Maker.NOW);
        assertThat(finished).contains(temporary.resolve("maker/1.root.json"));
        assertThat(unfinished).doesNotExist();
        assertThat(temporary.resolve("maker/1.record.txt")).content().contains("Grace");
        assertThat(KeySet.open(temporary.resolve("maker")).version()).isEqualTo(1);
    }

    @Test
    void signatureOfAnAlteredRootDoesNotHold() throws Exception {
        String altered = Files.readString(unfinished).replace("\"threshold\":4", "\"threshold\":3");
        NewFiles.replace(unfinished, altered.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(status())
                .contains("its own keys: 0 of at least 3 have signed")
                .contains("DOES NOT HOLD root-ed25519-2");
    }

    @Test
    void keyThatIsNoneOfTheRootsSignsNothing() throws Exception {
        byte[] before = Files.readAllBytes(unfinished);
        KeyChoices plain = new KeyChoices(Map.of(), Map.of("*", "plain"), Map.of());
        LoneKey.make(machineA, "stranger", Algorithm.ED25519, plain, Maker.NONE);
        assertThatThrownBy(() ->
                        LoneKey.sign(
                                unfinished,
                                machineA.resolve("stranger.pem").toString(),
                                Maker.NONE))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("is none that signs root 1");
        assertThat(unfinished).hasBinaryContent(before);
    }

    @Test
    void keyThatIsThereIsNotMadeAgain() throws Exception {
        byte[] before = Files.readAllBytes(machineA.resolve("root-ed25519-1.pem"));
        KeyChoices plain = new KeyChoices(Map.of(), Map.of("*", "plain"), Map.of());
        assertThatThrownBy(() ->
                        LoneKey.make(
                                machineA, "root-ed25519-1", Algorithm.ED25519, plain, Maker.NONE))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("exists already and is not overwritten");
        assertThat(machineA.resolve("root-ed25519-1.pem")).hasBinaryContent(before);
    }

    private String status() throws ReleaseException {
        UnfinishedRoot root = UnfinishedRoot.read(unfinished);
        return root.status(LoneKey.known(unfinished, root));
    }
}
