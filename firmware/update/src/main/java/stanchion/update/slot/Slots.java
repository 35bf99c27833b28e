package stanchion.update.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import stanchion.boot.Adapters;
import stanchion.boot.BootDescription;
import stanchion.boot.CounterWriter;
import stanchion.boot.Release;
import stanchion.boot.RollbackCounter;
import stanchion.boot.Slot;
import stanchion.boot.SlotRecord;
import stanchion.boot.SlotRecords;
import stanchion.boot.SlotState;
import stanchion.boot.Source;
import stanchion.boot.Starts;
import stanchion.boot.Verdict;

/// The two slots of a charger, from the side of whoever changes them. The states are drawn above
/// [SlotState]; the boot verifier reads them and takes the try.
///
/// ```text
/// begin ─► write files into staging() ─► finish ─► startTry ─► (restart) ─► confirm
///   └─────────── discard ◄──────────────────┴────────┘            └► (restart) ─► giveUp
/// ```
///
/// Every operation is durable when it returns and may be repeated; one that fails with an
/// [IOException] has changed nothing that the next start does not put right. The slot that runs is
/// never written. All paths come from outside, so any file system will do.
public final class Slots {
    /// The word for a try that ended without being confirmed.
    public static final String NOT_CONFIRMED = "NOT_CONFIRMED";

    private static final int TRIES = 1;

    /// The rollback counter, to read and to raise.
    public record Counter(RollbackCounter reading, CounterWriter writing) {
        /// The one that a charger's boot description names.
        public static Counter of(Path device, BootDescription description) {
            Adapters adapters = new Adapters(device);
            Source source = description.sources().counter();
            return new Counter(adapters.counter(source), adapters.counterWriter(source));
        }
    }

    /// Where a charger keeps what concerns updates.
    ///
    /// @param trust the roots
    /// @param slots A and B
    public record Folders(Path trust, Path slots, Path state) {
        static Folders of(Path device, BootDescription.Folders names) {
            return new Folders(
                    device.resolve(names.trust()),
                    device.resolve(names.slots()),
                    device.resolve(names.state()));
        }

        /// What the update client keeps for itself.
        public Path update() {
            return state.resolve("update");
        }

        /// Where roots wait for a version signed under them to be confirmed.
        public Path roots() {
            return state.resolve(Roots.FOLDER);
        }

        Path slot(Slot slot) {
            return slots.resolve(slot.name());
        }
    }

    private final Folders folders;
    private final Running running;
    private final SlotRecords records;
    private final Judge judge;
    private final Roots roots;
    private final Counter counter;

    private Slots(Folders folders, Running running, SlotRecords records, Judge judge) {
        this.folders = folders;
        this.running = running;
        this.records = records;
        this.judge = judge;
        this.roots = new Roots(folders, judge);
        this.counter = judge.counter();
    }

    /// Opens a charger's device folder, with the counter that its `boot.conf` names.
    ///
    /// @param key of the slot records: `slots.key` of the run folder
    /// @throws IOException when `boot.conf` or the first root cannot be read
    public static Slots open(Path device, Running running, byte[] key) throws IOException {
        BootDescription description = description(device);
        return open(device, running, key, Counter.of(device, description));
    }

    /// The same with a counter from elsewhere.
    public static Slots open(Path device, Running running, byte[] key, Counter counter)
            throws IOException {
        BootDescription description = description(device);
        Folders folders = Folders.of(device, description.folders());
        Durable.folder(folders.update());
        Judge judge = Judge.of(folders, description.hardware(), counter);
        return new Slots(folders, running, new SlotRecords(folders.state(), key), judge);
    }

    private static BootDescription description(Path device) throws IOException {
        BootDescription.Result result = BootDescription.read(device);
        if (result instanceof BootDescription.Described described) {
            return described.description();
        }
        throw new IOException(((BootDescription.Unusable) result).why().line());
    }

    public Folders folders() {
        return folders;
    }

    public Running running() {
        return running;
    }

    /// The folder of the version that runs; to read from, never to write.
    public Path current() {
        return folders.slot(running.slot());
    }

    /// The folder of the slot that does not run. It belongs to the writer between [#begin] and
    /// [#finish] alone.
    public Path staging() {
        return folders.slot(other());
    }

    /// What is known of both slots. A charger that was never updated has no record: what runs there
    /// counts as confirmed, because the verifier booted it.
    ///
    /// @throws IOException when it cannot be read; nothing is to be built on an older one
    public SlotRecord record() throws IOException {
        if (records.readAll() instanceof SlotRecords.Newest newest) {
            return newest.record();
        }
        SlotState confirmed = new SlotState.Confirmed(running.version().sha256());
        SlotState empty = new SlotState.Empty();
        return running.slot() == Slot.A
                ? new SlotRecord(1, Slot.A, confirmed, empty)
                : new SlotRecord(1, Slot.B, empty, confirmed);
    }

    /// Puts right what a power cut or a crash left behind, and says where the charger stands. To be
    /// called first, once for every start.
    public Situation recover() throws IOException {
        SlotState mine = record().of(running.slot());
        if (mine instanceof SlotState.Trying) {
            return new Situation.OnTry();
        }
        if (!(mine instanceof SlotState.Confirmed)) { // records that were put back from elsewhere
            write(record().with(running.slot(), confirmed()).preferring(running.slot()));
        }
        confirmation().resume();
        return switch (record().of(other())) {
            case SlotState.Staging _ -> {
                discard();
                yield new Situation.Settled();
            }
            case SlotState.Trying trying -> tried(trying);
            case SlotState.Staged staged -> new Situation.Waiting(staged.targets());
            case SlotState.Empty _, SlotState.Confirmed _ -> new Situation.Settled();
        };
    }

    private Situation tried(SlotState.Trying trying) throws IOException {
        String refused = running.refused().get(other());
        if (refused != null) {
            return new Situation.Reverted(trying.targets(), refused);
        }
        if (trying.left() == 0) {
            return new Situation.Reverted(trying.targets(), NOT_CONFIRMED);
        }
        stageAgain(); // recorded, but the charger was never restarted
        return new Situation.Waiting(trying.targets());
    }

    /// Makes the other slot empty, to be written. From now on the verifier does not look at it.
    public void begin() throws IOException {
        if (!(record().of(other()) instanceof SlotState.Staging)) {
            write(record().with(other(), new SlotState.Staging()));
        }
        Durable.folder(staging());
        Durable.empty(staging());
    }

    /// Everything is written: makes it durable, lets the boot verifier judge it as it will at the
    /// next start, and records it as staged when that verdict is [Verdict.Boot].
    public Verdict finish() throws IOException {
        for (Path file : Durable.list(staging())) {
            Durable.sync(file);
        }
        Durable.sync(staging());
        Durable.sync(folders.slots());
        Verdict verdict = judgeStaged();
        if (verdict instanceof Verdict.Boot boot) {
            String targets = boot.evidence().targetsSha256();
            write(record().with(other(), new SlotState.Staged(targets)));
        }
        return verdict;
    }

    /// What the verifier would say of the other slot at the next start.
    public Verdict judgeStaged() {
        return judge.atNextStart(staging());
    }

    /// The next start is a try of the staged version.
    ///
    /// @throws IllegalStateException when none is staged
    public void startTry() throws IOException {
        if (!(record().of(other()) instanceof SlotState.Staged staged)) {
            throw new IllegalStateException("nothing is staged: " + record());
        }
        write(record().with(other(), new SlotState.Trying(staged.targets(), TRIES)));
    }

    /// The version on its try waits again, as if it had not been tried.
    ///
    /// @throws IllegalStateException when none is on its try
    public void stageAgain() throws IOException {
        if (!(record().of(other()) instanceof SlotState.Trying trying)) {
            throw new IllegalStateException("nothing is tried: " + record());
        }
        write(record().with(other(), new SlotState.Staged(trying.targets())));
    }

    /// The running version has proved itself; see [Confirmation] for the order of what follows.
    ///
    /// @throws IOException when a step failed; it is done at the next start, or by calling again
    public void confirm() throws IOException {
        confirmation().begin();
    }

    /// Whether a confirmation was begun and could not be finished.
    public boolean confirming() {
        return confirmation().begun();
    }

    /// All is well with the version that runs, see [Starts].
    public void settled() throws IOException {
        new Starts(folders.state()).clear();
    }

    /// Prefers the version that runs to the other one from now on.
    public void prefer() throws IOException {
        if (record().preferred() != running.slot()) {
            write(record().preferring(running.slot()));
        }
    }

    /// Gives up what is in the other slot, unless it is confirmed.
    public void giveUp() throws IOException {
        discard();
    }

    /// Removes what was being written, or staged.
    public void discard() throws IOException {
        if (record().of(other()) instanceof SlotState.Confirmed) {
            return;
        }
        if (!(record().of(other()) instanceof SlotState.Empty)) {
            write(record().with(other(), new SlotState.Empty()));
        }
        if (Files.isDirectory(staging())) {
            Durable.empty(staging());
        }
    }

    /// Why a release must not run here, before any of its files is fetched.
    public Optional<String> objection(Release release) throws IOException {
        return judge.objection(release);
    }

    /// What the verifier would say now of the slot that runs.
    public Verdict judgeCurrent() {
        return judge.atNextStart(current());
    }

    /// Puts the roots that wait in [Folders#roots] into the trust folder, if every confirmed slot
    /// still boots then.
    public void promoteRoots() throws IOException {
        roots.promote(record());
    }

    private Confirmation confirmation() {
        return new Confirmation(this, roots, counter);
    }

    /// What is recorded of the slot that does not run.
    public SlotState otherState() throws IOException {
        return record().of(other());
    }

    Slot other() {
        return running.slot().other();
    }

    SlotState.Confirmed confirmed() {
        return new SlotState.Confirmed(running.version().sha256());
    }

    Verdict judgeOther() {
        return judge.byTrust(staging());
    }

    void write(SlotRecord record) throws IOException {
        records.write(record);
    }
}
