package stanchion.gateway.world;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A TPM 2.0 in software (swtpm) with a PKCS#11 token in it (tpm2-pkcs11).
public final class SoftwareTpm implements AutoCloseable {
    /// Where Debian puts the library, whatever the machine.
    private static final String LIBRARY = "libtpm2_pkcs11.so";

    private final Process process;
    private final Path folder;
    private final Path library;

    private SoftwareTpm(Process process, Path folder, Path library) {
        this.process = process;
        this.folder = folder;
        this.library = library;
    }

    /// Skips the test where something is missing.
    public static void require() throws Exception {
        Tool.require("swtpm", "swtpm");
        Tool.require("pkcs11-tool", "opensc");
        Tool.require("tpm2_flushcontext", "tpm2-tools");
        assumeTrue(
                library().isPresent(),
                LIBRARY + " is missing: skipped; sudo apt install libtpm2-pkcs11-1");
    }

    private static Optional<Path> library() throws Exception {
        try (var folders = Files.newDirectoryStream(Path.of("/usr/lib"))) {
            for (Path one : folders) {
                Path candidate = one.resolve("pkcs11").resolve(LIBRARY);
                if (Files.isRegularFile(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /// Starts one with an empty token.
    public static SoftwareTpm start(Path folder, String pin) throws Exception {
        Files.createDirectories(folder.resolve("state"));
        Files.createDirectories(folder.resolve("store"));
        SoftwareTpm tpm = new SoftwareTpm(boot(folder), folder, library().orElseThrow());
        tpm.pkcs11(
                "--init-token", "--slot-index", "0", "--label", "stanchion", "--so-pin", "so-pin");
        tpm.pkcs11(
                "--token-label",
                "stanchion",
                "--login",
                "--login-type",
                "so",
                "--so-pin",
                "so-pin",
                "--init-pin",
                "--new-pin",
                pin);
        return tpm;
    }

    private static Process boot(Path folder) throws Exception {
        Path socket = folder.resolve("tpm");
        Process process =
                new ProcessBuilder(
                                "swtpm",
                                "socket",
                                "--tpm2",
                                "--tpmstate",
                                "dir=" + folder.resolve("state"),
                                "--server",
                                "type=unixio,path=" + socket,
                                "--ctrl",
                                "type=unixio,path=" + socket + ".ctrl",
                                "--flags",
                                "not-need-init,startup-clear")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("swtpm.log").toFile())
                        .start();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        Patience.untilTrue("swtpm", () -> Files.exists(socket));
        return process;
    }

    /// What an identity folder says of it, and the environment of a process that uses it.
    public Map<String, String> settings() {
        return Map.of(
                "STANCHION_PKCS11_LIBRARY", library.toString(),
                "TPM2_PKCS11_STORE", folder.resolve("store").toString(),
                "TPM2_PKCS11_TCTI", "swtpm:path=" + folder.resolve("tpm"));
    }

    /// Writes the settings and the PIN into an identity folder.
    public void configure(Path identity, String pin) throws Exception {
        StringBuilder lines = new StringBuilder("# where the TPM is\n");
        settings().forEach((name, value) -> lines.append(name + "=" + value + "\n"));
        Files.writeString(identity.resolve("tpm.env"), lines);
        Path file = identity.resolve("pin");
        Files.write(file, (pin + "\n").getBytes(US_ASCII));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /// What OpenSC's tool says to the token.
    public String pkcs11(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("pkcs11-tool", "--module", library.toString()));
        command.addAll(List.of(arguments));
        Tool.Said said = Tool.run(settings(), command);
        assertThat(said.status()).as(said.text()).isZero();
        release();
        return said.text();
    }

    /// Frees what a process left in the TPM: on a charger the kernel's resource manager does it.
    public void release() throws Exception {
        for (String kind : List.of("-t", "-l", "-s")) {
            Tool.run("tpm2_flushcontext", "-T", "swtpm:path=" + folder.resolve("tpm"), kind);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
