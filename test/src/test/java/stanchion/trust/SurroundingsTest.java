package stanchion.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.process.Child;
import stanchion.release.FirmwareBuild;

/// Every way a virtual machine takes options from its surroundings, tried on the charger's fixed
/// command line; the README of `bootloader-verify` lists them.
@Timeout(120)
final class SurroundingsTest {
    private static final String CANARY = "-XX:+PrintFlagsFinal\n";
    private static final String CANARY_SINGS = "[Global flags]";

    @TempDir private Path folder;
    private Copies copies;
    private Path run;

    @BeforeEach
    void verify() throws Exception {
        assumeTrue(Copies.isBuilt(), "the project is not packaged: ./run test does it");
        copies = new Copies(folder);
        run = copies.run(copies.device("charger", FirmwareBuild.collect(Copies.HOME, "1")));
    }

    @AfterEach
    void close() {
        Optional.ofNullable(copies).ifPresent(Copies::close);
    }

    @Test
    void optionFilesInTheWorkingDirectoryAreNotObeyed() throws Exception {
        Files.writeString(run.resolve(".hotspotrc"), "+PrintFlagsFinal\n");
        Files.writeString(run.resolve(".hotspot_compiler"), "print java/lang/String.hashCode\n");
        Files.writeString(run.resolve("java.security"), CANARY);
        assertThat(help().out())
                .contains(".hotspotrc file is present but has been ignored")
                .contains(".hotspot_compiler file is present but has been ignored")
                .contains("The charger's process")
                .doesNotContain(CANARY_SINGS, "### Excluding", "CompileCommand:");
    }

    @Test
    void argumentFileBehindTheCommandLineIsOnlyAWord() throws Exception {
        Path evil = Files.writeString(run.resolve("app/evil"), CANARY);
        Copies.Ended ended = charger("@" + evil);
        assertThat(ended.status()).isEqualTo(64);
        assertThat(ended.out()).contains("unknown option '@" + evil + "'");
    }

    @Test
    void argumentFilesInTheCopyAreNotLookedFor() throws Exception {
        for (String name : List.of("JDK_JAVA_OPTIONS", "java.args", "vm.options", "@argfiles")) {
            Files.writeString(run.resolve("app").resolve(name), CANARY);
        }
        Copies.Ended ended = help();
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).doesNotContain(CANARY_SINGS);
    }

    @Test
    void nobodyAttachesAndNoCountersAreShared() throws Exception {
        Process charger = copies.charger(run, run);
        Copies.await(charger, run.resolve("state/health"), text -> text.contains("RUNNING"));
        String pid = Long.toString(charger.pid());
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        assertThat(Copies.run(new ProcessBuilder(jcmd.toString(), pid, "VM.flags")).status())
                .isNotZero();
        assertThat(charger.isAlive()).isTrue();
        assertThat(Path.of("/tmp/.java_pid" + pid)).doesNotExist();
        Path counters = Path.of("/tmp", "hsperfdata_" + System.getProperty("user.name"));
        assertThat(counters.resolve(pid)).doesNotExist();
    }

    /// The virtual machine obeys these before any code of ours runs, so whoever starts it must not
    /// pass them on: the bench here, the units by `UnsetEnvironment=`.
    @Test
    void benchPassesNoVariableOnThatAVirtualMachineObeys() {
        ProcessBuilder builder = new ProcessBuilder("true");
        for (String name : UnitsTest.TAINTS) {
            builder.environment().put(name, "x");
        }
        Child.clean(builder.environment());
        assertThat(builder.environment())
                .doesNotContainKeys(UnitsTest.TAINTS.toArray(String[]::new));
    }

    @Test
    void nothingIsLeftBesideTheCopy() throws Exception {
        Process charger = copies.charger(run, run);
        Copies.await(charger, run.resolve("state/health"), text -> text.contains("RUNNING"));
        assertThat(Files.readString(run.resolve("charger.args")))
                .contains("-XX:+ErrorFileToStderr\n", "-XX:-CreateCoredumpOnCrash\n");
        // ABRT makes a virtual machine write its crash report
        new ProcessBuilder("kill", "-ABRT", Long.toString(charger.pid())).start().waitFor();
        charger.waitFor();
        try (var files = Files.list(run)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .noneMatch(name -> name.startsWith("hs_err") || name.startsWith("core"));
        }
    }

    private Copies.Ended help() throws Exception {
        return charger("--help");
    }

    private Copies.Ended charger(String word) throws Exception {
        return Copies.run(
                new ProcessBuilder(Copies.JAVA, "@" + run.resolve("charger.args"), word)
                        .directory(run.toFile()));
    }
}
