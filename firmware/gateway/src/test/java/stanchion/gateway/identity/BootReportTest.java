package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.gateway.api.Topic;
import stanchion.gateway.identity.IdentityException.Trouble;
import stanchion.gateway.world.Authority;
import stanchion.gateway.world.Schemas;

/// The signed boot report, read by Bouncy Castle's arithmetic and by the published schema.
class BootReportTest {
    static final String STATEMENT =
            """
            {"counter":0,"files":{"app.jar":"%1$s"},"firmware":"0.1.0","hardware":"stanchion-bench",\
            "identity":"file","jre":"25.0.1+8","mode":"boot","notes":[],"profile":"bench",\
            "refused":[{"cause":"FILE_DIGEST","detail":"app.jar","slot":"B","status":66}],\
            "root_version":1,"security_epoch":0,"slot":"A","targets_sha256":"%1$s",\
            "targets_version":1,"verifier":"0.1.0"}\
            """
                    .formatted("0123456789abcdef".repeat(4));

    private static final Instant NOW = Instant.parse("2026-11-22T10:11:12.345Z");

    @TempDir private Path folder;
    private Wallet wallet;

    @BeforeEach
    void makeCharger() throws Exception {
        new Authority("test CA").fileIdentity(folder, "SN-1");
        wallet = Wallet.open(IdentityKind.FILE, folder, Optional.empty());
    }

    @Test
    void bouncyCastleVerifiesItWithTheKeyOfTheCertificate() throws Exception {
        List<String> parts = parts(report());
        byte[] input = (parts.get(0) + "." + parts.get(1)).getBytes(US_ASCII);
        byte[] signature = Base64.getUrlDecoder().decode(parts.get(2));
        assertThat(verifies(input, signature)).isTrue();
        input[input.length / 2] ^= 1;
        assertThat(verifies(input, signature)).isFalse();
    }

    private boolean verifies(byte[] input, byte[] signature) throws Exception {
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(
                false,
                (ECPublicKeyParameters)
                        PublicKeyFactory.createKey(
                                wallet.factory().certificate().getPublicKey().getEncoded()));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(input);
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, 32));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        return signature.length == 64 && verifier.verifySignature(digest, r, s);
    }

    @Test
    void headerNamesTheChargerAndItsCertificate() throws Exception {
        byte[] certificate = wallet.factory().certificate().getEncoded();
        String thumbprint =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate));
        assertThat(decoded(report(), 0))
                .isEqualTo(
                        "{\"alg\":\"ES256\",\"kid\":\"SN-1\",\"typ\":\"stanchion-boot+jws\",\"x5t#S256\":\"%s\"}"
                                .formatted(thumbprint));
    }

    @Test
    void payloadIsTheStatementOfThisBootWord() throws Exception {
        String payload = decoded(report(), 1);
        assertThat(payload).contains("\"statement\":" + STATEMENT);
        JsonObject json = JsonParser.parseString(payload).getAsJsonObject();
        assertThat(json.get("device").getAsString()).isEqualTo("SN-1");
        assertThat(json.get("ts").getAsString()).isEqualTo("2026-11-22T10:11:12Z");
        assertThat(json.get("boot").getAsString())
                .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
    }

    @Test
    void theSchemasSayWhatItIs() throws Exception {
        String report = report();
        assertThat(Schemas.complaints(Topic.BOOT, "\"" + report + "\"")).isEmpty();
        assertThat(Schemas.complaints(Topic.BOOT, "\"" + report + "x\"")).isNotEmpty();
        assertThat(Schemas.complaints(Topic.BOOT, "header", decoded(report, 0))).isEmpty();
        assertThat(Schemas.complaints(Topic.BOOT, "payload", decoded(report, 1))).isEmpty();
        String wrong = decoded(report, 1).replace("\"slot\":\"A\"", "\"slot\":1");
        assertThat(Schemas.complaints(Topic.BOOT, "payload", wrong)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"mode\":\"boot\"}",
                "{\"identity\":\"cloud\"}",
                "{\"identity\":1}",
                "{\"identity\":\"file\"}{}",
                "{'identity':'file'}"
            })
    void statementThatIsNoneIsRefusedInOneLine(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("boot.json"), text);
        assertThatThrownBy(() -> BootFile.read(file))
                .isInstanceOfSatisfying(
                        IdentityException.class,
                        thrown -> {
                            assertThat(thrown.trouble()).isEqualTo(Trouble.UNREADABLE);
                            assertThat(thrown.getMessage()).hasLineCount(1).contains("boot.json");
                        });
    }

    private String report() throws Exception {
        Path file = Files.writeString(folder.resolve("boot.json"), STATEMENT + "\n");
        return BootReport.sign(wallet.factory(), BootFile.read(file), NOW);
    }

    private static List<String> parts(String jws) {
        return List.of(jws.split("\\.", -1));
    }

    private static String decoded(String jws, int part) {
        return new String(Base64.getUrlDecoder().decode(parts(jws).get(part)), US_ASCII);
    }
}
