package stanchion.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of the boot verifier as a process of its own.
///
/// @param command words, the first of them the Java launcher of this process
public record VerifierProcess(List<String> command) {
    private static final String MODULE = "stanchion.boot";

    /// What every start of the verifier has: few threads, nobody attached, a small fixed heap.
    private static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-XX:+DisableAttachMechanism",
                    "-Xmx64m",
                    "-Djdk.util.jar.enableMultiRelease=false");

    /// Only the loop over the blocks of a digest is worth the optimising compiler, and it at once:
    /// that is where SHA instructions come in. All else is over before such a compilation pays.
    private static final List<String> QUICK =
            List.of(
                    "-XX:CompileCommand=quiet",
                    "-XX:CompileCommand=CompileThresholdScaling,"
                            + "sun.security.provider.DigestBase::implCompressMultiBlock0,0.001",
                    "-XX:Tier4InvocationThreshold=500000",
                    "-XX:Tier4CompileThreshold=1500000",
                    "-XX:Tier4BackEdgeThreshold=4000000");

    public VerifierProcess {
        command = List.copyOf(command);
    }

    /// Judges a device folder without copying anything.
    ///
    /// @param modules the folder or jar that holds the verifier's module
    public static VerifierProcess of(Path modules, Path device) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(QUICK);
        command.addAll(List.of("--module-path", modules.toString()));
        command.addAll(List.of("-m", MODULE + "/" + MODULE + ".Main"));
        command.addAll(List.of("--device", device.toString()));
        return new VerifierProcess(command);
    }

    /// The built verifier, with its cache where there is one, judging a device folder on a bench.
    ///
    /// @param home the built project
    public static VerifierProcess built(Path home, Path device) throws ReleaseException {
        Path jar = jar(home);
        VerifierProcess verifier = of(jar, device);
        return VerifierCache.isFresh(jar) ? verifier.cached(VerifierCache.file(jar)) : verifier;
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

    /// The same with an AOT cache of the verifier; one made for another jar or Java is ignored.
    public VerifierProcess cached(Path cache) {
        return withOption("-XX:AOTCache=" + cache);
    }

    /// The same, and writes an AOT cache of what it did when it ends.
    public VerifierProcess training(Path cache) {
        return withOption("-XX:AOTCacheOutput=" + cache);
    }

    /// The same on a board whose OTP is behind a mailbox: the verifier calls ioctl(2) there.
    public VerifierProcess withNativeAccess() {
        return withOption("--enable-native-access=" + MODULE);
    }

    public ProcessBuilder builder() {
        return new ProcessBuilder(command);
    }

    private VerifierProcess withOption(String option) {
        List<String> longer = new ArrayList<>(command);
        longer.add(1, option);
        return new VerifierProcess(longer);
    }

    private VerifierProcess with(String... words) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(List.of(words));
        return new VerifierProcess(longer);
    }
}
