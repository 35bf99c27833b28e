package stanchion.bench.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import stanchion.bench.report.Boot;

/// Has the boot verifier judge a bench's charger: once at power on, and whenever a new verdict is
/// wanted.
final class Judge {
    private static final String POWER_ON = "power on";

    private final Path home;
    private final Path device;
    private final Folders folders;
    private final Place place;
    private final Consumer<Boot> tell;
    private final long began = System.nanoTime();

    /// @param home the built project
    /// @param place where the verifier runs
    /// @param tell every verdict
    Judge(Path home, Path device, Folders folders, Place place, Consumer<Boot> tell) {
        this.place = place;
        this.home = home;
        this.device = device;
        this.folders = folders;
        this.tell = tell;
    }

    /// The first verdict.
    ///
    /// @throws BenchTrouble with the verifier's status when nothing boots
    Boot powerOn() {
        return told(POWER_ON, Verifier.required(Verifier.judge(home, device, folders, place)));
    }

    /// One more, into an emptied run folder; none of the charger's processes may run.
    Boot again(String cause) {
        place.emptyRun(folders);
        return told(cause, Verifier.judge(home, device, folders, place));
    }

    private Boot told(String cause, Verifier.Judged judged) {
        Duration at = Duration.ofNanos(System.nanoTime() - began);
        Boot boot = new Boot(at, cause, judged.lines(), judged.version(), Optional.empty());
        tell.accept(boot);
        return boot;
    }
}
