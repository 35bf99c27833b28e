package stanchion.bench.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import stanchion.fleet.mqtt.Identity;

/// A private CA, a broker and clients, made with the JDK's keytool and OpenSSL's PEM export.
public final class TestCertificates {
    private static final String PASSWORD = "bench-test";

    private final Path folder;

    public TestCertificates(Path folder) {
        this.folder = folder;
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=ca", "-ext", "bc:c");
        keytool("-exportcert", "-rfc", "-alias", "ca", "-file", "ca.pem");
        trust("ca.pem");
        issue("broker", "localhost");
        openssl("broker", "-nokeys", "-clcerts");
        openssl("broker", "-nocerts", "-nodes");
    }

    public BrokerFiles broker() {
        return new BrokerFiles(
                folder.resolve("broker.p12"),
                folder.resolve("trust.p12"),
                PASSWORD,
                folder.resolve("broker-nokeys.pem"),
                folder.resolve("broker-nocerts.pem"),
                folder.resolve("ca.pem"));
    }

    public Identity client(String name) {
        issue(name, name);
        return new Identity(folder.resolve(name + ".p12"), folder.resolve("trust.p12"), PASSWORD);
    }

    private void issue(String name, String commonName) {
        String store = name + ".p12";
        run(keytoolIn(store, "-genkeypair", "-alias", name, "-dname", "CN=" + commonName));
        run(keytoolIn(store, "-certreq", "-alias", name, "-file", name + ".csr"));
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-infile",
                name + ".csr",
                "-outfile",
                name + ".pem",
                "-ext",
                "san=dns:localhost");
        run(keytoolIn(store, "-importcert", "-noprompt", "-alias", "ca", "-file", "ca.pem"));
        run(keytoolIn(store, "-importcert", "-noprompt", "-alias", name, "-file", name + ".pem"));
    }

    private void trust(String certificate) {
        run(
                keytoolIn(
                        "trust.p12",
                        "-importcert",
                        "-noprompt",
                        "-alias",
                        "ca",
                        "-file",
                        certificate));
    }

    private void keytool(String... arguments) {
        run(keytoolIn("ca.p12", arguments));
    }

    private static List<String> keytoolIn(String store, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store, "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD));
        if (command.contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        }
        return command;
    }

    private void openssl(String name, String what, String how) {
        run(
                List.of(
                        "openssl",
                        "pkcs12",
                        "-in",
                        name + ".p12",
                        "-passin",
                        "pass:" + PASSWORD,
                        what,
                        how,
                        "-out",
                        name + what + ".pem"));
    }

    private void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(
                            process.getInputStream().readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(command.toString(), e);
        }
    }
}
