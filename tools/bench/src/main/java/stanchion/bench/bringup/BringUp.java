package stanchion.bench.bringup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import stanchion.bench.bringup.Outcome.Verdict;
import stanchion.board.BoardDescription;
import stanchion.board.BoardFile;
import stanchion.board.CalibrationFile;
import stanchion.board.linux.LinuxBoard;
import stanchion.hal.Board;
import stanchion.sim.Hands;
import stanchion.sim.World;

/// Walks a person through a new board: every signal is driven, measured, judged and logged, and
/// what the measuring parts are off by becomes the device's signed calibration record.
public final class BringUp {
    /// What to bring up, and where the results go.
    ///
    /// @param board the description
    /// @param report Markdown; the JSON stands beside it
    /// @param begun whether to go on with a report that is there
    /// @param simulator the seed of a simulated board; empty at a real one
    /// @param calibration whose key signs the record and where it goes; empty for none
    public record Order(
            Path board,
            Path report,
            Begun begun,
            Optional<Long> simulator,
            Optional<Signing> calibration) {}

    /// Whether there is something to go on with.
    public enum Begun {
        ANEW,
        RESUMED
    }

    /// Where the calibration record goes.
    ///
    /// @param identity the device's identity folder, `device.p12` and `password`
    /// @param state the charger's state folder
    public record Signing(Path identity, Path state) {}

    private final Person person;

    /// A bring-up in dialogue with a person.
    public BringUp(BufferedReader answers, PrintStream questions) {
        person = new Person(answers, questions);
    }

    /// Walks through everything.
    ///
    /// @return whether every step passed
    /// @throws BringUpTrouble when it cannot go on
    public boolean run(Order order) {
        BoardDescription description = describe(order.board);
        String name = description.profile().name();
        String digest = digest(order.board);
        Report report =
                order.begun == Begun.RESUMED
                        ? Report.resume(order.report, name, digest)
                        : Report.begin(order.report, name, digest);
        Optional<SimulatedBoard> simulated =
                order.simulator.map(seed -> new SimulatedBoard(description.profile(), seed));
        Board board = simulated.isPresent() ? simulated.get() : open(description);
        Rig.Pacing pacing = simulated.isPresent() ? Rig.Pacing.SIMULATED : Rig.Pacing.REAL;
        try (Rig rig = new Rig(board, pacing)) {
            Optional<World> world = simulated.map(SimulatedBoard::world);
            Optional<Rig.Hands> hands = world.map(moved -> verb -> Hands.apply(verb, moved));
            boolean whole = new Walk(rig, person, report, hands).run(steps(world));
            calibrate(order, name, report);
            person.tell(
                    "%d passed, %d failed, %d left out%s; the report is %s"
                            .formatted(
                                    report.count(Verdict.PASSED),
                                    report.count(Verdict.FAILED),
                                    report.count(Verdict.SKIPPED),
                                    whole ? "" : ", not finished (--resume goes on)",
                                    order.report));
            return whole && report.count(Verdict.FAILED) == 0 && report.count(Verdict.SKIPPED) == 0;
        }
    }

    private List<Step> steps(Optional<World> world) {
        IntFunction<Optional<LoadStep.Reference>> simulated =
                phase -> world.map(there -> reference(there, phase));
        List<Step> steps = new ArrayList<>(PilotSteps.all());
        steps.addAll(PowerSteps.all());
        steps.add(new LoadStep(person, simulated).step());
        steps.add(TemperatureStep.step(person));
        return steps;
    }

    private static LoadStep.Reference reference(World world, int phase) {
        World.PhaseTruth truth = world.phaseTruth(phase);
        return new LoadStep.Reference(
                truth.volts().value(),
                truth.amps().value(),
                truth.watts().value(),
                truth.vars().value());
    }

    private void calibrate(Order order, String board, Report report) {
        Optional<Outcome> load =
                report.of(LoadStep.ID).filter(outcome -> outcome.verdict() == Verdict.PASSED);
        if (load.isEmpty() || order.calibration.isEmpty()) {
            person.tell(
                    load.isEmpty()
                            ? "no calibration record: the load was not measured"
                            : "no calibration record: --identity and --state name whose it is");
            return;
        }
        Signing signing = order.calibration.get();
        try {
            KeyStore.PrivateKeyEntry key = key(signing.identity);
            CalibrationFile.write(
                    signing.state,
                    LoadStep.calibration(board, load.get()),
                    key.getPrivateKey(),
                    key.getCertificate().getPublicKey());
        } catch (IOException | GeneralSecurityException e) {
            throw new BringUpTrouble(
                    BringUpTrouble.BAD_INPUT,
                    "the calibration record cannot be written: " + e.getMessage(),
                    e);
        }
        person.tell("calibration record: " + signing.state.resolve(CalibrationFile.RECORD));
    }

    private static KeyStore.PrivateKeyEntry key(Path identity)
            throws IOException, GeneralSecurityException {
        Path file = identity.resolve("device.p12");
        if (!Files.exists(file)) {
            throw new IOException(
                    file + " is not there; a wrapped identity or a TPM's cannot sign here");
        }
        char[] password = Files.readString(identity.resolve("password")).strip().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        String alias = store.aliases().nextElement();
        if (store.getEntry(alias, new KeyStore.PasswordProtection(password))
                instanceof KeyStore.PrivateKeyEntry entry) {
            return entry;
        }
        throw new IOException(file + " holds no private key");
    }

    private static BoardDescription describe(Path file) {
        return switch (BoardFile.read(file)) {
            case BoardFile.Described described -> described.description();
            case BoardFile.Refused refused ->
                    throw new BringUpTrouble(BringUpTrouble.BAD_INPUT, refused.message());
        };
    }

    private static Board open(BoardDescription description) {
        if (description.linux().isEmpty()) {
            throw new BringUpTrouble(
                    BringUpTrouble.BAD_INPUT,
                    "a board with the driver '%s' is brought up with --simulator alone"
                            .formatted(description.driver()));
        }
        try {
            return LinuxBoard.open(description.profile(), description.linux().get());
        } catch (IOException e) {
            throw new BringUpTrouble(BringUpTrouble.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static String digest(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (IOException | GeneralSecurityException e) {
            throw new BringUpTrouble(BringUpTrouble.BAD_INPUT, file + " cannot be read", e);
        }
    }
}
