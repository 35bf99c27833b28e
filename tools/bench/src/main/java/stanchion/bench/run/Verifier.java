package stanchion.bench.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import stanchion.bench.report.Boot;
import stanchion.boot.BootStatement;
import stanchion.release.ReleaseException;
import stanchion.release.VerifierProcess;

/// Lets the boot verifier judge the slots, as a process of its own.
final class Verifier {
    /// What it left behind.
    ///
    /// @param status 0 when a slot boots
    /// @param version what boots
    record Judged(int status, String lines, Optional<Boot.Version> version) {}

    private Verifier() {}

    /// The verifier's lines when a slot boots; its refusal and status end the bench.
    static String verify(Path home, Path device, Folders folders) {
        return required(judge(home, device, folders, Place.HERE)).lines();
    }

    static Judged required(Judged judged) {
        if (judged.status() != 0) {
            throw new BenchTrouble(judged.status(), judged.lines());
        }
        return judged;
    }

    /// Fills the run folder, which must be empty.
    static Judged judge(Path home, Path device, Folders folders, Place place) {
        try {
            VerifierProcess verifier = VerifierProcess.built(home, device).into(folders.run());
            Place.Ran ran =
                    place.run((folders.inMemory() ? verifier : verifier.onBench()).command());
            return new Judged(
                    ran.status(),
                    ran.output(),
                    ran.status() == 0 ? version(folders.run(), place) : Optional.empty());
        } catch (ReleaseException e) {
            throw new BenchTrouble(65, e.line(), e);
        } catch (IOException e) {
            throw new BenchTrouble(70, "the verifier does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchTrouble(70, "interrupted while the verifier judged", e);
        }
    }

    private static Optional<Boot.Version> version(Path run, Place place) throws IOException {
        JsonObject statement =
                JsonParser.parseString(place.text(run.resolve(BootStatement.FILE)))
                        .getAsJsonObject();
        return Optional.of(
                new Boot.Version(
                        text(statement, "slot"),
                        text(statement, "slot_state"),
                        text(statement, "firmware")));
    }

    private static String text(JsonObject statement, String name) {
        return Optional.ofNullable(statement.get(name)).map(JsonElement::getAsString).orElse("");
    }
}
