package stanchion.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stanchion.boot.BootOrder;
import stanchion.boot.CounterFile;
import stanchion.boot.Decision;
import stanchion.boot.DerivedKey;
import stanchion.boot.DirectoryFolder;
import stanchion.boot.Host;
import stanchion.boot.OtpFile;
import stanchion.boot.Refusal;
import stanchion.boot.Slot;
import stanchion.boot.SlotRecord;
import stanchion.boot.SlotRecords;
import stanchion.boot.SlotState;
import stanchion.boot.Targets;
import stanchion.boot.Verdict;
import stanchion.boot.VerifiedCopy;
import stanchion.boot.Verifier;
import stanchion.update.slot.Gate;
import stanchion.update.slot.Installed;
import stanchion.update.slot.Running;
import stanchion.update.slot.Slots;
import stanchion.update.tuf.MetadataSource;

/// A charger in a folder: the boot verifier at each start, and the updater of what boots.
final class Bench implements Charger, UpdateEvents {
    static final String DEVICE = "charger-1";
    private static final Pace PACE =
            new Pace(
                    Duration.ofMinutes(1),
                    Duration.ofHours(6),
                    Duration.ofSeconds(30),
                    Duration.ofHours(1));

    private static final int MOST_STEPS = 60_000;

    final Path folder;
    private int steps;
    final Maker maker;
    final List<String> events = new ArrayList<>();
    Gate gate = Gate.OPEN;
    Optional<Gate> hold = Optional.empty();
    Health health = good();
    Instant now = Maker.NOW.plusSeconds(60);
    ContentSource contents;
    MetadataSource metadata;
    boolean restart;
    boolean settled;
    Optional<String> machine = Optional.of("first");
    Decision decision = new Decision.NotifyOnly(List.of(), List.of());
    private Optional<Updater> updater = Optional.empty();
    private Optional<Running> running = Optional.empty();

    /// A charger that left the factory with a version.
    Bench(Path folder, Maker maker, String version) throws IOException {
        this.folder = maker.charger(folder, version);
        this.maker = maker;
        this.contents = maker.contents();
        this.metadata = maker.metadata();
    }

    static Health good() {
        return new Health(Duration.ofHours(1), Health.SelfTest.PASSED, Duration.ZERO);
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    SlotRecords records() throws IOException {
        return new SlotRecords(folder.resolve("state"), key());
    }

    byte[] key() throws IOException {
        byte[] device = Files.readAllBytes(folder.resolve("device.key"));
        return DerivedKey.of(device, DerivedKey.SLOT_RECORDS);
    }

    Path slot(Slot slot) {
        return folder.resolve("slots").resolve(slot.name());
    }

    private Verdict verdict(BootOrder.Step step) {
        Host host =
                new Host(
                        new OtpFile(folder.resolve("otp.bin")),
                        new DirectoryFolder(folder.resolve("trust")),
                        new CounterFile(folder.resolve("state/counter")),
                        new Host.Platform(
                                Maker.HARDWARE, System.getProperty("java.runtime.version")));
        Verifier verifier = new Verifier(host, new DirectoryFolder(folder.resolve("state/roots")));
        Verdict verdict = verifier.judge(new DirectoryFolder(slot(step.slot())), VerifiedCopy.NONE);
        if (verdict instanceof Verdict.Boot boot
                && step.state().isPresent()
                && !step.state().get().toString().contains(boot.evidence().targetsSha256())) {
            return new Verdict.Refused(Refusal.SLOT_CHANGED, "another version");
        }
        return verdict;
    }

    /// What a start would decide now, without one.
    Decision look() throws IOException {
        return Decision.over(order(), judge(false));
    }

    private BootOrder order() throws IOException {
        Path starts = folder.resolve("state/starts");
        int count = Files.exists(starts) ? (int) Files.size(starts) : 0;
        return BootOrder.of(records().read(), count);
    }

    private Decision.Judge judge(boolean takesTry) {
        return new Decision.Judge() {
            @Override
            public Verdict toRun(BootOrder.Step step) {
                Verdict verdict = verdict(step);
                if (verdict instanceof Verdict.Boot && takesTry) {
                    takeTry(step.slot());
                }
                return verdict;
            }

            @Override
            public Verdict toReport(BootOrder.Step step) {
                return verdict(step);
            }
        };
    }

    private void takeTry(Slot slot) {
        try {
            if (records().read() instanceof SlotRecords.Newest newest
                    && newest.record().of(slot) instanceof SlotState.Trying trying) {
                SlotState less = new SlotState.Trying(trying.targets(), trying.left() - 1);
                records().write(newest.record().with(slot, less));
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// The verifier, then the gateway.
    void boot() throws IOException {
        BootOrder order = order();
        Files.write(
                folder.resolve("state/starts"),
                new byte[1],
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        decision = Decision.over(order, judge(true));
        restart = false;
        if (decision instanceof Decision.Boot boot) {
            running = Optional.of(running(boot));
            gateway();
        } else {
            throw new IllegalStateException("nothing boots: " + decision);
        }
    }

    private static Running running(Decision.Boot boot) {
        Targets targets = boot.verdict().targets();
        Map<Slot, String> refused = new EnumMap<>(Slot.class);
        boot.refused().forEach(one -> refused.put(one.slot(), one.why().cause().name()));
        boolean loop = boot.notes().stream().anyMatch(note -> note.startsWith("BOOT_LOOP"));
        return new Running(
                boot.step().slot(),
                new Installed(
                        targets.release().firmware(),
                        targets.version(),
                        boot.verdict().evidence().targetsSha256(),
                        targets.release().securityEpoch()),
                loop ? Running.Order.BOOT_LOOP : Running.Order.RECORDED,
                refused);
    }

    /// The gateway alone, on what boots.
    void gateway() throws IOException {
        settled = false;
        Slots slots = Slots.open(folder, running.orElseThrow(), key());
        Updater next =
                Updater.of(
                        slots,
                        new Updater.Settings(DEVICE, ZoneOffset.UTC, PACE, Proof.USUAL, 7, machine),
                        new Updater.Surroundings(
                                published(),
                                (file, index, length) -> contents.chunk(file, index, length),
                                this,
                                this),
                        () -> now);
        updater = Optional.of(next);
        next.begin();
    }

    /// What [#metadata] is at the moment of asking.
    private MetadataSource published() {
        return new MetadataSource() {
            @Override
            public Optional<byte[]> read(String name, int most) throws IOException {
                return metadata.read(name, most);
            }

            @Override
            public Optional<byte[]> read(String name, int most, Earlier earlier)
                    throws IOException {
                return metadata.read(name, most, earlier);
            }
        };
    }

    Updater updater() {
        return updater.orElseThrow();
    }

    Running running() {
        return running.orElseThrow();
    }

    UpdateState state() {
        return updater().state();
    }

    /// One step; time goes on as the updater says.
    void step() {
        steps++;
        if (steps > MOST_STEPS) {
            throw new IllegalStateException("no end: " + state() + " " + events);
        }
        Duration wait = updater().step().after();
        now = now.plus(wait);
    }

    /// Steps and restarts, until nothing is left to do for long.
    void live() throws IOException {
        Instant end = now.plus(Duration.ofHours(20));
        for (int i = 0; i < 3000 && now.isBefore(end); i++) {
            step();
            if (restart) {
                boot();
            }
        }
    }

    SlotRecord record() throws IOException {
        return records().read() instanceof SlotRecords.Newest newest
                ? newest.record()
                : new SlotRecord(1, Slot.A, new SlotState.Empty(), new SlotState.Empty());
    }

    String firmware() {
        return running().version().firmware();
    }

    @Override
    public Gate gate() {
        return gate;
    }

    @Override
    public Gate hold() {
        return hold.orElse(gate);
    }

    @Override
    public void switchOver() {
        if (gate != Gate.OPEN) {
            throw new IllegalStateException("a switch while " + gate);
        }
        restart = true;
    }

    @Override
    public void confirmed() {
        settled = true;
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public void happened(Event event, String detail) {
        events.add(event + " " + detail);
    }

    @Override
    public void changed(UpdateState state) {
        events.add("-> " + state.phase());
    }

    /// What was told, without the phases.
    List<String> told() {
        return events.stream().filter(event -> !event.startsWith("-> ")).toList();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
