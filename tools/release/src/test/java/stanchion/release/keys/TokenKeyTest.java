package stanchion.release.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys on a PKCS#11 token, played by SoftHSM.
///
/// SoftHSM reads its configuration from the environment, which a running process cannot change for
/// itself: each step is a process of its own.
final class TokenKeyTest {
    private static final Path MODULE = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String PIN = "8642-pin-of-tests";

    @TempDir private Path temporary;

    @BeforeEach
    void initialiseToken() throws Exception {
        assumeTrue(Files.isRegularFile(MODULE), "no SoftHSM here: sudo apt install softhsm2");
        Files.createDirectory(temporary.resolve("tokens"));
        Files.writeString(
                temporary.resolve("softhsm2.conf"),
                "directories.tokendir = "
                        + temporary.resolve("tokens")
                        + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        Ended made =
                run(
                        List.of(
                                "softhsm2-util",
                                "--init-token",
                                "--free",
                                "--label",
                                "key safe",
                                "--so-pin",
                                "1234567",
                                "--pin",
                                PIN));
        assertThat(made.status()).as(made.out()).isZero();
        Maker.secret(temporary.resolve("pin"), PIN);
        Maker.secret(temporary.resolve("wrong-pin"), "0000");
    }

    @Test
    void opensslVerifiesWhatTheTokenSigned() throws Exception {
        Files.writeString(temporary.resolve("message"), "steel closes on signed bytes only");
        Ended signed = step("sign", "pin", "key%20safe");
        assertThat(signed.out()).isEqualTo("signed\n");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "apt install openssl");
        List<String> verify =
                List.of(
                        "openssl",
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        "key.pub.pem",
                        "-rawin",
                        "-in",
                        "message",
                        "-sigfile",
                        "signature");
        assertThat(run(verify).out()).contains("Signature Verified Successfully");
        Files.writeString(temporary.resolve("message"), "steel closes on signed bytes onlz");
        assertThat(run(verify).status()).isNotZero();
    }

    @Test
    void sameKeyIsFoundAgainInALaterProcess() throws Exception {
        Files.writeString(temporary.resolve("message"), "m");
        step("sign", "pin", "key%20safe");
        byte[] first = Files.readAllBytes(temporary.resolve("signature"));
        String key = Files.readString(temporary.resolve("key.pub.pem"));
        step("sign", "pin", "key%20safe");
        assertThat(temporary.resolve("signature")).hasBinaryContent(first);
        assertThat(temporary.resolve("key.pub.pem")).hasContent(key);
    }

    @Test
    void wrongPinIsNamed() throws Exception {
        Ended ended = step("sign", "wrong-pin", "key%20safe");
        assertThat(ended).isEqualTo(new Ended(1, "token key safe: wrong PIN\n"));
    }

    @Test
    void tokenThatIsNotThereIsNamedWithThoseThatAre() throws Exception {
        assertThat(step("sign", "pin", "vault").out())
                .contains("no token vault is plugged in, but [key safe");
    }

    @Test
    void wordsOfATokenAreStrict() throws Exception {
        TokenWords words = TokenWords.parse("module=/m.so token=key%20safe object=root+1");
        assertThat(words).isEqualTo(new TokenWords(Path.of("/m.so"), "key safe", "root+1"));
        assertThat(TokenWords.parse(words.toString())).isEqualTo(words);
        for (String bad :
                List.of(
                        "",
                        "token=a",
                        "module=/m token=a object=b pin-value=1",
                        "module=/m token=a token=b",
                        "module=/m token=%zz object=b")) {
            assertThatThrownBy(() -> TokenWords.parse(bad)).hasMessageContaining("module=FILE");
        }
        assertThatThrownBy(() -> Pkcs11.load(temporary.resolve("none.so")))
                .hasMessageContaining("no such PKCS#11 module");
    }

    private record Ended(int status, String out) {}

    private Ended step(String verb, String pinFile, String token) throws Exception {
        return run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TokenStep.class.getName(),
                        verb,
                        pinFile,
                        "module=" + MODULE + " token=" + token + " object=root-2"));
    }

    private Ended run(List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(new ArrayList<>(command)).directory(temporary.toFile());
        builder.environment()
                .putAll(Map.of("SOFTHSM2_CONF", temporary.resolve("softhsm2.conf").toString()));
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out);
    }
}
