package stanchion.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.boot.FirstRoot;
import stanchion.boot.TpmCounter;
import stanchion.release.BenchKeys;
import stanchion.release.ReleaseException;
import stanchion.release.RootMetadata;
import stanchion.release.Signer;
import stanchion.release.provision.SoftTpm;

/// `./run provision` on a bench charger whose OTP is blank.
final class ProvisionCommandTest {
    private static final String BLANK = "00".repeat(32);

    @TempDir private Path temporary;
    private String digest = "";

    @BeforeEach
    void makeCharger() throws Exception {
        BenchKeys keys = BenchKeys.generate();
        RootMetadata metadata =
                new RootMetadata(1, Instant.parse("2046-01-01T00:00:00Z"), keys.roles());
        byte[] root = Signer.sign(metadata.signed(), keys.root());
        Files.write(temporary.resolve("1.root.json"), root);
        Files.write(temporary.resolve("otp.bin"), new byte[32]);
        describe("file counter", "none");
        digest = FirstRoot.of(root) instanceof FirstRoot.Good good ? good.digest() : "";
    }

    @Test
    void rightDigitsBindTheCharger() throws IOException {
        Said said = provision("--confirm " + digest.substring(0, 8));
        assertThat(said.status()).isZero();
        assertThat(said.error()).isEmpty();
        assertThat(otp()).isEqualTo(digest);
        assertThat(temporary.resolve("counter")).hasContent("0\n");
        assertThat(said.out())
                .contains("OTP         file otp.bin: blank")
                .contains("row 7: " + digest.substring(56) + " written and read back");
    }

    @Test
    void typedDigitsBindTheCharger() throws IOException {
        String typed = digest.substring(0, 4) + " " + digest.substring(4, 8) + "\n";
        assertThat(type(typed).status()).isZero();
        assertThat(otp()).isEqualTo(digest);
    }

    @Test
    void otherDigitsWriteNothing() throws IOException {
        for (String typed : new String[] {"", "\n", "yes\n", digest.substring(0, 7) + "\n"}) {
            Said said = type(typed);
            assertThat(said.status()).as(typed).isEqualTo(1);
            assertThat(said.error()).endsWith("digest; nothing was written\n");
        }
        assertThat(provision("--confirm " + digest).status()).isEqualTo(1);
        assertThat(otp()).isEqualTo(BLANK);
        assertThat(temporary.resolve("counter")).doesNotExist();
    }

    @Test
    void dryRunWritesNothing() throws IOException {
        Said said = provision("--dry-run");
        assertThat(said.status()).isZero();
        assertThat(said.out()).endsWith("dry run: nothing was written\n");
        assertThat(otp()).isEqualTo(BLANK);
        assertThat(temporary.resolve("counter")).doesNotExist();
    }

    @Test
    void secondRunAsksNothing() throws IOException {
        provision("--confirm " + digest.substring(0, 8));
        Said said = type("");
        assertThat(said.status()).isZero();
        assertThat(said.out()).endsWith("provisioned already; nothing was written\n");
    }

    @Test
    void chargerOfAnotherMakerIsLeftAlone() throws IOException {
        Files.write(temporary.resolve("otp.bin"), HexFormat.of().parseHex("a5".repeat(32)));
        Said said = provision("--confirm " + digest.substring(0, 8));
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.error().lines()).singleElement().asString().contains("already holds a5a5");
        assertThat(otp()).isEqualTo("a5".repeat(32));
    }

    @Test
    void counterInATpmIsMadeWithTheOtp() throws IOException, ReleaseException {
        assumeTrue(SoftTpm.missing().isEmpty(), SoftTpm.missing().orElse(""));
        try (SoftTpm tpm = SoftTpm.start(temporary.resolve("tpm"))) {
            describe("tpm " + tpm.socket() + " 0x01800000", "none");
            Said said = provision("--confirm " + digest.substring(0, 8));
            assertThat(said.status()).isZero();
            assertThat(said.out()).contains("counter: at 1; only firmware of this security epoch");
            assertThat(new TpmCounter(tpm.socket(), 0x01800000).read()).isEqualTo(1);
        }
    }

    @Test
    void machineWithoutItsTpmIsNotHalfProvisioned() throws IOException {
        describe("tpm " + temporary.resolve("tpm.sock") + " 0x01800000", "none");
        Said said = provision("--confirm " + digest.substring(0, 8));
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.error())
                .contains("rollback counter cannot be used")
                .contains("no such device");
        assertThat(otp()).isEqualTo(BLANK);
    }

    @Test
    void badRootAndBadDescriptionAreNamedInOneLine() throws IOException {
        Files.writeString(temporary.resolve("boot.conf"), "profile = desk\n");
        assertThat(provision("").error()).contains("boot.conf:1: profile is none of");
        Files.writeString(temporary.resolve("1.root.json"), "{}");
        assertThat(provision("").error())
                .contains("1.root.json: no charger would boot with it: ROOT_METADATA");
    }

    private void describe(String counter, String deviceKey) throws IOException {
        Files.writeString(
                temporary.resolve("boot.conf"),
                """
                profile = bench
                hardware = board-1
                otp = file otp.bin
                counter = %s
                device-key = %s
                identity = file identity
                trust = trust
                slots = slots
                state = state
                reset-cause = none
                """
                        .formatted(counter, deviceKey));
    }

    private String otp() throws IOException {
        return HexFormat.of().formatHex(Files.readAllBytes(temporary.resolve("otp.bin")));
    }

    private Said provision(String options) {
        return said(options, "");
    }

    private Said type(String typed) {
        return said("", typed);
    }

    private Said said(String options, String typed) {
        InputStream in = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        try {
            String command =
                    "provision "
                            + temporary.resolve("1.root.json")
                            + " "
                            + temporary
                            + " "
                            + options;
            return Said.of(command.strip().split(" +"));
        } finally {
            System.setIn(in);
        }
    }
}
