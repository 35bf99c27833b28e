package stanchion.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.release.ReleaseException;
import stanchion.release.VerifierProcess;

/// `./run boot`: the verifier as a process of its own.
@Command(
        name = "boot",
        mixinStandardHelpOptions = true,
        description = {
            "Let the boot verifier judge a device folder.",
            "Prints BOOT or REFUSED with the cause; exits 0 or with the cause's status."
        })
public final class BootCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A device folder.")
    private Path device = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Purpose purpose = new Purpose();

    @Option(
            names = "--bench",
            description = "Accept a run folder that is not on a RAM file system.")
    private boolean bench;

    static final class Purpose {
        @Option(names = "--verify-only", required = true, description = "Only say the verdict.")
        private boolean verifyOnly;

        @Option(
                names = "--run",
                required = true,
                paramLabel = "RUNDIR",
                description = "Copy the verified files and the launch files to this folder.")
        private Optional<Path> run = Optional.empty();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(device)) {
            System.err.println(
                    "boot: " + device + " is no device folder; make one: ./run device new DIR");
            return Home.WRONG_INPUT;
        }
        try {
            ProcessBuilder builder = verifier().builder();
            Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            process.getInputStream().transferTo(System.out);
            return process.waitFor();
        } catch (ReleaseException notBuilt) {
            System.err.println("boot: " + notBuilt.line());
            return Home.WRONG_INPUT;
        }
    }

    private VerifierProcess verifier() throws ReleaseException {
        VerifierProcess verifier = VerifierProcess.built(Home.folder(), device);
        if (purpose.verifyOnly || purpose.run.isEmpty()) {
            return verifier;
        }
        VerifierProcess copying = verifier.into(purpose.run.get());
        return bench ? copying.onBench() : copying;
    }
}
