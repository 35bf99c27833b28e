package stanchion.release.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.boot.Algorithm;
import stanchion.boot.Key;
import stanchion.release.PublicKeys;
import stanchion.release.SignedFile;

/// Independent judges of everything the tools publish: Bouncy Castle, openssl and python-tuf.
final class JudgesTest {
    private static final List<String> METADATA =
            List.of(
                    "1.root.json",
                    "2.root.json",
                    "1.targets.json",
                    "2.targets.json",
                    "1.snapshot.json",
                    "2.snapshot.json",
                    "1.assignment.json",
                    "2.assignment.json",
                    "3.assignment.json",
                    "3.snapshot.json",
                    "timestamp.json");
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir private static Path shared;
    @TempDir private Path temporary;

    private final BouncyCastleProvider bouncyCastle = new BouncyCastleProvider();

    @SuppressWarnings("ArrayRecordComponent") // handed to verifiers, compared nowhere
    private record Signed(String file, Key key, byte[] signature, byte[] message) {}

    @BeforeAll
    static void publish() throws Exception {
        Published.in(shared);
    }

    @Test
    void bouncyCastleAndTheJdkAgreeOnEverySignatureAndOnEverySpoiltOne() throws Exception {
        List<Signed> all = signatures();
        assertThat(all).hasSize(5 + 5 + 2 + 2 + 1 + 1 + 1 + 1 + 1 + 1 + 1);
        for (Signed one : all) {
            assertThat(both(one.key(), one.signature(), one.message()))
                    .as("%s %s", one.file(), one.key().algorithm())
                    .isEqualTo("holds");
            for (int at : new int[] {0, one.signature().length / 2, one.signature().length - 1}) {
                assertThat(both(one.key(), flipped(one.signature(), at), one.message()))
                        .as("%s %s byte %d", one.file(), one.key().algorithm(), at)
                        .isEqualTo("does not hold");
            }
            assertThat(both(one.key(), one.signature(), flipped(one.message(), 20)))
                    .isEqualTo("does not hold");
        }
        Signed first = all.getFirst();
        for (Signed other : all.subList(1, all.size())) {
            if (other.key().algorithm() == first.key().algorithm()) {
                assertThat(both(first.key(), other.signature(), other.message()))
                        .isEqualTo(other.key().equals(first.key()) ? "holds" : "does not hold");
            }
        }
    }

    private String both(Key key, byte[] signature, byte[] message) {
        boolean jdk = PublicKeys.verifies(key, signature, message);
        boolean other = bouncyCastleVerifies(key, signature, message);
        return jdk == other ? (jdk ? "holds" : "does not hold") : "they differ";
    }

    private boolean bouncyCastleVerifies(Key key, byte[] signature, byte[] message) {
        String algorithm = key.algorithm().standardName();
        try {
            PublicKey publicKey =
                    KeyFactory.getInstance(algorithm, bouncyCastle)
                            .generatePublic(new X509EncodedKeySpec(key.subjectPublicKeyInfo()));
            Signature verifier = Signature.getInstance(algorithm, bouncyCastle);
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false; // as the JDK's side counts it
        }
    }

    @Test
    void opensslVerifiesEveryEd25519SignatureAndNoSpoiltOne() throws Exception {
        assumeTrue(runs(List.of("openssl", "version")), "no openssl: sudo apt install openssl");
        int verified = 0;
        for (Signed one : signatures()) {
            if (one.key().algorithm() == Algorithm.ED25519) {
                Files.writeString(temporary.resolve("key"), PublicKeys.pem(one.key()));
                Files.write(temporary.resolve("message"), one.message());
                Files.write(temporary.resolve("sig"), one.signature());
                assertThat(openssl()).as("%s", one.file()).isZero();
                Files.write(temporary.resolve("sig"), flipped(one.signature(), 40));
                assertThat(openssl()).isNotZero();
                verified++;
            }
        }
        assertThat(verified).isEqualTo(15);
    }

    private int openssl() throws Exception {
        return run(List.of(
                        "openssl",
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        "key",
                        "-rawin",
                        "-in",
                        "message",
                        "-sigfile",
                        "sig"))
                .status();
    }

    /// The roots' chain, timestamp, snapshot, targets and both files; Ed25519 by
    /// python-cryptography, ML-DSA-65 by the judge's own reading of FIPS 204.
    @Test
    void pythonTufFollowsTheRepositoryFromTheFirstRoot() throws Exception {
        assumePythonTuf();
        assertThat(tuf(shared.resolve("www")))
                .isEqualTo(
                        new Ended(
                                0,
                                """
                                root 2 timestamp 3 snapshot 3 targets 2
                                file board.conf
                                file native.so
                                assignment 3
                                content delta 2 full 2 manifest 1
                                signatures ed25519 12 ml-dsa-65 7
                                """));
    }

    @Test
    void pythonTufRefusesARepositoryWithOneAlteredByte() throws Exception {
        assumePythonTuf();
        for (String name :
                List.of("2.root.json", "2.targets.json", "3.assignment.json", "timestamp.json")) {
            Path copy = copy(shared.resolve("www"), temporary.resolve("of-" + name));
            Path file = copy.resolve("metadata").resolve(name);
            String good = Files.readString(file);
            Files.writeString(file, good.replaceFirst("\"version\":[23]", "\"version\":9"));
            assertThat(tuf(copy).status()).as(name).isEqualTo(1);
        }
    }

    private Ended tuf(Path repository) throws Exception {
        Path judge = temporary.resolve("tuf_judge.py");
        try (InputStream script = JudgesTest.class.getResourceAsStream("tuf_judge.py")) {
            assertThat(script).isNotNull();
            Files.write(judge, script.readAllBytes());
        }
        return run(
                List.of(
                        PYTHON,
                        judge.toString(),
                        repository.toString(),
                        shared.resolve("maker/1.root.json").toString(),
                        Files.createTempDirectory(temporary, "client").toString()));
    }

    private void assumePythonTuf() throws Exception {
        assumeTrue(
                runs(List.of(PYTHON, "-c", "import tuf.ngclient, cryptography")),
                "no python-tuf: sudo apt install python3-tuf python3-cryptography (Debian 13), or"
                        + " name a folder that holds it in STANCHION_PYTHON_TUF");
    }

    private boolean runs(List<String> command) throws Exception {
        try {
            return run(command).status() == 0;
        } catch (IOException missing) {
            return false; // which is what is asked
        }
    }

    private record Ended(int status, String out) {}

    private Ended run(List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(new ArrayList<>(command)).directory(temporary.toFile());
        Optional.ofNullable(System.getenv("STANCHION_PYTHON_TUF"))
                .ifPresent(folder -> builder.environment().put("PYTHONPATH", folder));
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out);
    }

    private static List<Signed> signatures() throws Exception {
        Map<String, Key> keys = new HashMap<>();
        try (Stream<Path> files = Files.list(shared.resolve("maker"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".pub.pem")).toList()) {
                Key key = PublicKeys.read(file);
                keys.put(key.id(), key);
            }
        }
        List<Signed> all = new ArrayList<>();
        for (String name : METADATA) {
            SignedFile file = SignedFile.read(shared.resolve("www/metadata").resolve(name));
            for (Map.Entry<String, String> one : file.signatures().entrySet()) {
                Key key = keys.get(one.getKey());
                assertThat(key).as(name).isNotNull();
                if (key != null) {
                    byte[] signature = HexFormat.of().parseHex(one.getValue());
                    all.add(new Signed(name, key, signature, file.signed()));
                }
            }
        }
        return all;
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return to;
    }
}
