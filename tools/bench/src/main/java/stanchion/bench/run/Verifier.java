package stanchion.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import stanchion.bench.process.Child;
import stanchion.release.ReleaseException;
import stanchion.release.VerifierProcess;

/// Lets the boot verifier judge the slot, as a process of its own.
final class Verifier {
    private Verifier() {}

    /// The verifier's line when a slot boots; its refusal and status end the bench.
    static String verify(Path home, Path device, Folders folders) {
        try {
            VerifierProcess verifier = VerifierProcess.built(home, device).into(folders.run());
            ProcessBuilder builder = (folders.inMemory() ? verifier : verifier.onBench()).builder();
            Child.clean(builder.environment());
            Process process = builder.redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            int status = process.waitFor();
            if (status != 0) {
                throw new BenchTrouble(status, said);
            }
            return said;
        } catch (ReleaseException e) {
            throw new BenchTrouble(65, e.line(), e);
        } catch (IOException e) {
            throw new BenchTrouble(70, "the verifier does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchTrouble(70, "interrupted while the verifier judged", e);
        }
    }
}
