package stanchion.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of the boot verifier as a process of its own.
///
/// @param command words, the first of them the Java launcher of this process
public record VerifierProcess(List<String> command) {
    private static final String MODULE = "stanchion.boot";

    public VerifierProcess {
        command = List.copyOf(command);
    }

    /// Judges a device folder without copying anything.
    ///
    /// @param modules the folder or jar that holds the verifier's module
    public static VerifierProcess of(Path modules, Path device) {
        return new VerifierProcess(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-Xshare:auto",
                        "-Xmx64m",
                        "-Djdk.util.jar.enableMultiRelease=false",
                        "--module-path",
                        modules.toString(),
                        "-m",
                        MODULE + "/" + MODULE + ".Main",
                        "--device",
                        device.toString()));
    }

    /// The verifier's jar in a built project.
    public static Path jar(Path home) throws ReleaseException {
        return FirmwareBuild.only(home.resolve("bootloader-verify/target"), "stanchion-boot");
    }

    /// The same, and copies what boots into a run folder.
    public VerifierProcess into(Path run) {
        return with("--run", run.toString());
    }

    /// The same, with a run folder that may lie anywhere.
    public VerifierProcess onBench() {
        return with("--bench");
    }

    public ProcessBuilder builder() {
        return new ProcessBuilder(command);
    }

    private VerifierProcess with(String... words) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(List.of(words));
        return new VerifierProcess(longer);
    }
}
