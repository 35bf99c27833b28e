package stanchion.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the keys as a person types them.
final class KeysCommandTest {
    @TempDir private Path temporary;

    @Test
    void encryptedKeyOpensWithItsPassphraseFileAlone() throws Exception {
        String right = secret("right", "a passphrase of tests");
        String wrong = secret("wrong", "b passphrase of tests");
        String maker = temporary.resolve("maker").toString();
        Said made =
                run(
                        "ceremony",
                        maker,
                        "--plain",
                        "--home",
                        "root-ed25519-1=encrypted",
                        "--passphrase-file",
                        "root-ed25519-1=" + right);
        assertThat(made.status()).as(made.error()).isZero();
        assertThat(made.out()).contains("10 keys and 1.root.json; print and sign 1.record.txt");

        Said refused =
                run(
                        "rotate",
                        maker,
                        "--replace",
                        "root-ed25519-2",
                        "--plain",
                        "--passphrase-file",
                        wrong);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.error())
                .isEqualTo(
                        "keys rotate: "
                                + temporary.resolve("maker/root-ed25519-1.pem")
                                + ": wrong passphrase, or not the key of its public half\n");
        assertThat(temporary.resolve("maker/2.keys.conf")).doesNotExist();

        Said rotated =
                run(
                        "rotate",
                        maker,
                        "--replace",
                        "root-ed25519-2",
                        "--plain",
                        "--passphrase-file",
                        right);
        assertThat(rotated.status()).as(rotated.error()).isZero();
    }

    @Test
    void rootIsFinishedByWhoeverSignsLast() throws Exception {
        String maker = temporary.resolve("maker").toString();
        assertThat(run("ceremony", maker, "--plain").status()).isZero();
        Said waiting =
                run(
                        "revoke",
                        maker,
                        "--key",
                        "root-ed25519-3",
                        "--plain",
                        "--later",
                        "root-ed25519-1",
                        "--later",
                        "root-ml-dsa-65-1");
        assertThat(waiting.status()).isEqualTo(3);
        String root = temporary.resolve("maker/2.root.unfinished.json").toString();
        Said status = run("status", root);
        assertThat(status.status()).isEqualTo(3);
        assertThat(status.out())
                .contains("of the root before it keys: 2 of at least 4 have signed")
                .contains("its own keys: 3 of at least 4 have signed");
        String first = temporary.resolve("maker/root-ed25519-1.pem").toString();
        assertThat(run("sign-root", root, "--key", first).status()).isEqualTo(3);
        String second = temporary.resolve("maker/root-ml-dsa-65-1.pem").toString();
        Said last = run("sign-root", root, "--key", second);
        assertThat(last.status()).as(last.error()).isZero();
        assertThat(last.out()).contains("2.root.json and its record are written");
        assertThat(run("status", temporary.resolve("maker/2.root.json").toString()).status())
                .isZero();
    }

    private String secret(String name, String text) throws IOException {
        Path file = Files.writeString(temporary.resolve(name), text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    private static Said run(String... words) {
        return Said.of(Stream.concat(Stream.of("keys"), Stream.of(words)).toArray(String[]::new));
    }
}
