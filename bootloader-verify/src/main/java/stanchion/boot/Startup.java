package stanchion.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// One start: decides over both slots and puts what boots into the run folder.
public final class Startup {
    private final Device device;
    private final Optional<RunFolder> run;

    /// @param run absent when only a verdict is asked for: then no try is taken and no start
    ///   counted
    Startup(Device device, Optional<RunFolder> run) {
        this.device = device;
        this.run = run;
    }

    /// What the verifier's process does with `--bench` and these folders, on any file system.
    public static Decision onBench(Path folder, Path run) {
        try {
            Device device = Device.open(folder, RunFolder.Place.ANYWHERE);
            RunFolder copy = RunFolder.prepare(run, RunFolder.Place.ANYWHERE);
            return new Startup(device, Optional.of(copy)).decide();
        } catch (Refused refused) {
            return Decision.charger(refused.verdict());
        }
    }

    Decision decide() throws Refused {
        SlotRecords records = device.records();
        Verifier verifier = new Verifier(device.host(), device.nextRoots());
        SlotJudge judge = new SlotJudge(verifier, device, records, run);
        Starts starts = device.starts();
        BootOrder order = BootOrder.of(records.read(), starts.count());
        if (run.isPresent()
                && !starts.add()) { // before anything is judged, which may be what fails
            order = order.noting(BootOrder.STARTS_UNWRITTEN);
        }
        Decision decision = Decision.over(order, judge);
        if (decision instanceof Decision.Boot boot && run.isPresent()) {
            return place(boot, run.get());
        }
        return decision;
    }

    /// Puts everything beside the copy; when that fails nothing boots.
    private Decision place(Decision.Boot boot, RunFolder folder) throws Refused {
        try {
            folder.write(RunFolder.SLOTS_KEY, device.key(DerivedKey.SLOT_RECORDS));
            if (device.description().sources().identity().is("wrapped")) {
                folder.write(RunFolder.IDENTITY_KEY, device.key(DerivedKey.IDENTITY));
            }
            folder.write(BootStatement.FILE, BootStatement.bytes(boot, Optional.of(device)));
            folder.finish(boot.verdict().targets());
            return boot;
        } catch (IOException failed) {
            folder.discard();
            return boot.but(new Refused(Refusal.COPY_FAILED, folder.toString()).verdict());
        } catch (Refused | RuntimeException | Error other) {
            folder.discard();
            throw other;
        }
    }
}
