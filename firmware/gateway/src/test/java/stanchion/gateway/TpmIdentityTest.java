package stanchion.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.world.Authority;
import stanchion.gateway.world.Authority.Wish;
import stanchion.gateway.world.GatewayProcess;
import stanchion.gateway.world.Mosquitto;
import stanchion.gateway.world.Observer;
import stanchion.gateway.world.Observer.Seen;
import stanchion.gateway.world.Patience;
import stanchion.gateway.world.SoftwareTpm;
import stanchion.gateway.world.Tool;

/// The gateway's process with its key in a TPM (swtpm, tpm2-pkcs11): from the factory floor to a
/// renewed certificate at a real broker.
class TpmIdentityTest {
    private static final String PIN = "a pin of this charger";
    private static final String TOPICS = "stanchion/v1/SN-1/";

    @TempDir private static Path common;
    private static SoftwareTpm tpm;
    private static Authority authority;
    private static Path identity;
    private static Path boot;

    @TempDir private Path folder;

    @BeforeAll
    static void leaveTheFactory() throws Exception {
        SoftwareTpm.require();
        assumeTrue(
                Mosquitto.program().isPresent(),
                "mosquitto is missing: skipped; sudo apt install mosquitto");
        authority = new Authority("test CA");
        tpm = SoftwareTpm.start(common, PIN);
        identity = Files.createDirectory(common.resolve("identity"));
        tpm.configure(identity, PIN);
        Files.writeString(identity.resolve("ca.pem"), Authority.pem(authority.certificate()));
        boot = common.resolve("boot.json");
        Files.writeString(boot, "{\"identity\":\"tpm\",\"mode\":\"boot\",\"slot\":\"A\"}");

        // the second request counts; what the first one made is destroyed
        assertThat(floor("--factory-request", "SN-1").status()).isZero();
        Tool.Said request = floor("--factory-request", "SN-1");
        assertThat(request.status()).as(request.text()).isZero();
        String pem = request.text().substring(request.text().indexOf("-----BEGIN"));
        assertThat(Authority.subject(pem)).isEqualTo("CN=SN-1");
        Path certificate = common.resolve("certificate.pem");
        PublicKey key = Authority.asking(pem);
        Wish wish = Wish.client("SN-1", Duration.ofDays(3650));
        Files.writeString(certificate, Authority.pem(authority.issue(key, wish).getFirst()));
        Tool.Said accepted = floor("--factory-certificate", certificate.toString());
        assertThat(accepted.text()).endsWith("this charger is SN-1\n");
    }

    @AfterAll
    static void switchOff() {
        if (tpm != null) {
            tpm.close();
        }
    }

    @BeforeEach
    void whatAKilledProcessHeldIsFree() throws Exception {
        tpm.release();
    }

    @Test
    void chargerSpeaksTlsWithAKeyThatNeverLeftTheTpmAndRenewsItThere() throws Exception {
        Path pem = authority.broker(folder.resolve("broker"));
        try (Mosquitto broker = Mosquitto.start(pem, "");
                Observer observer =
                        new Observer(
                                broker.port(),
                                authority.fileIdentity(folder.resolve("desk"), "desk"));
                GatewayProcess gateway = start(broker.port())) {
            observer.await(TOPICS + "status", seen -> seen.text().equals("online"));
            observer.await(TOPICS + "boot", seen -> true);
            Seen asked = observer.await(TOPICS + "identity/csr", seen -> true);
            PublicKey second = Authority.asking(asked.json().get("request").getAsString());
            List<X509Certificate> chain =
                    authority.issue(second, Wish.client("SN-1", Duration.ofDays(90)));
            JsonObject answer = new JsonObject();
            answer.addProperty("certificate", Authority.pem(chain.toArray()));
            observer.publish(TOPICS + "identity/certificate", answer.toString());
            observer.await(TOPICS + "event", seen -> seen.text().contains("IDENTITY_ENROLLED"));
            Patience.untilTrue(
                    "back with the new key", () -> observer.seen(TOPICS + "status").size() == 2);
            assertThat(gateway.terminate()).isEqualTo(143);
        }
        tpm.release();
        String objects = tpm.pkcs11("--login", "--pin", PIN, "--list-objects", "--type", "privkey");
        assertThat(objects.lines().filter(line -> line.contains("Private Key Object")))
                .as("of the factory, and of today: %s", objects)
                .hasSize(2);
        assertThat(objects.lines().filter(line -> line.contains("Access:")))
                .allMatch(line -> line.contains("never extractable") && line.contains("sensitive"));
    }

    @Test
    void whatIsWrongWithTheTpmIsNamedInOneLine() throws Exception {
        Path copy = copyOfIdentity();
        tpm.configure(copy, "another pin");
        assertRefused(copy, Map.of(), "the TPM's token does not take the PIN in " + copy);

        tpm.configure(copy, PIN);
        Files.setPosixFilePermissions(
                copy.resolve("pin"), PosixFilePermissions.fromString("rw-r-----"));
        assertRefused(copy, Map.of(), copy.resolve("pin") + " is open to others than its owner");

        tpm.configure(copy, PIN);
        assertRefused(
                copy,
                Map.of("TPM2_PKCS11_TCTI", "device:/dev/tpmrm0"),
                "start the gateway with TPM2_PKCS11_TCTI=swtpm:path=");

        Files.writeString(
                copy.resolve("factory.pem"),
                Authority.pem(
                        authority
                                .issue(
                                        Authority.keys().getPublic(),
                                        Wish.client("SN-1", Duration.ofDays(9)))
                                .getFirst()));
        assertRefused(copy, Map.of(), "the certificate is of another key than those in the TPM");

        Files.delete(copy.resolve("factory.pem"));
        assertRefused(copy, Map.of(), "this charger has no certificate yet");

        String nowhere = "swtpm:path=" + folder.resolve("nowhere");
        String text = Files.readString(copy.resolve("tpm.env"));
        Files.writeString(
                copy.resolve("tpm.env"),
                text.replaceAll("(?m)^TPM2_PKCS11_TCTI=.*$", "TPM2_PKCS11_TCTI=" + nowhere));
        assertRefused(
                copy, Map.of("TPM2_PKCS11_TCTI", nowhere), "the TPM cannot be reached (" + nowhere);
    }

    private Path copyOfIdentity() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (String name : List.of("ca.pem", "factory.pem")) {
            Files.copy(identity.resolve(name), copy.resolve(name));
        }
        return copy;
    }

    private void assertRefused(Path where, Map<String, String> environment, String line)
            throws Exception {
        List<String> command = new ArrayList<>(java());
        command.addAll(
                List.of(
                        "--link",
                        folder.resolve("link.sock").toString(),
                        "--state",
                        folder.toString(),
                        "--identity",
                        where.toString(),
                        "--broker",
                        "ssl://localhost:1",
                        "--boot",
                        boot.toString()));
        Map<String, String> all = new HashMap<>(tpm.settings());
        all.putAll(environment);
        Tool.Said said = Tool.run(all, command);
        tpm.release();
        assertThat(said.status()).as(said.text()).isEqualTo(78);
        assertThat(said.text().lines().filter(one -> one.startsWith("stanchion.gateway: ")))
                .singleElement()
                .asString()
                .contains(line);
        assertThat(said.text()).doesNotContain("Exception in");
    }

    private GatewayProcess start(int port) throws Exception {
        Path state = Files.createDirectories(folder.resolve("state"));
        return GatewayProcess.start(
                GatewayProcess.onTheClassPath(),
                List.of(
                        "--link", folder.resolve("link.sock").toString(),
                        "--state", state.toString(),
                        "--identity", identity.toString(),
                        "--broker", "ssl://localhost:" + port,
                        "--boot", boot.toString()),
                tpm.settings(),
                folder.resolve("log"));
    }

    private static Tool.Said floor(String step, String value) throws Exception {
        List<String> command = new ArrayList<>(java());
        command.addAll(
                List.of("--identity", identity.toString(), "--boot", boot.toString(), step, value));
        Tool.Said said = Tool.run(tpm.settings(), command);
        tpm.release();
        return said;
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(GatewayProcess.onTheClassPath());
        return command;
    }
}
