package stanchion.gateway.tamper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tinylog.Logger;
import stanchion.gateway.identity.Disk;
import stanchion.gateway.json.StrictJson.RefusedException;
import stanchion.gateway.time.Timeline;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;

/// Tells owner and maker of tampering, on a retained topic.
///
/// ```text
///          a sign in the charger's status          no sign any more: the owner has cleared it
///  CLEAR ────────────────────────────────► STANDING ────────────────────────────────► CLEAR
///                                           │    ▲
///                                           └────┘ another sign: told anew, under the same id
/// ```
///
/// What stands is the charger's to know, and its latch outlives everything. The file here keeps the
/// alert's name and time over restarts of the gateway, nothing that anything depends on.
/// Thread-safe.
public final class TamperDesk {
    static final String FILE = "tamper-alert.json";

    /// Whom the desk speaks to.
    public interface World {
        /// Publishes the document.
        ///
        /// @param acknowledged run when the broker has it, unless a newer one took its place
        void tell(String document, Runnable acknowledged);

        /// Passes a request on to the charger.
        ///
        /// @return false when it cannot be reached
        boolean ask(Request request);
    }

    private final Timeline timeline;
    private final Path file;
    private final World world;
    private final RefusedTries tries = new RefusedTries();
    private Optional<TamperAlert> standing;

    /// @param folder of the gateway's state
    public TamperDesk(Timeline timeline, Path folder, World world) {
        this.timeline = timeline;
        this.file = folder.resolve(FILE);
        this.world = world;
        this.standing = kept();
    }

    /// Says how it stands, before the charger says anything: so the alert has its place in front of
    /// the charger's state, and no state that follows from it overtakes it.
    public synchronized void start() {
        tell(() -> Logger.trace("told"));
    }

    /// A signature was refused. Too many of them the charger takes as tampering.
    public synchronized void signatureRefused() {
        if (tries.isTooMany(timeline.now())) {
            boolean taken =
                    world.ask(new Request.Suspect(Request.NOBODYS, Fault.REFUSED_TOO_OFTEN));
            Logger.warn("{} signatures refused; charger told: {}", RefusedTries.MOST, taken);
        }
    }

    /// Takes in how the charger is.
    public synchronized void status(Report.Status status) {
        Set<Fault> signs = EnumSet.noneOf(Fault.class);
        status.faults().stream().filter(FaultSet.TAMPERING::contains).forEach(signs::add);
        if (signs.equals(standing.map(TamperAlert::signs).orElse(Set.of()))) {
            return;
        }
        standing = signs.isEmpty() ? Optional.empty() : Optional.of(alert(signs, status));
        tell(() -> world.ask(new Request.AlertTold(Request.NOBODYS, status.at())));
        keep();
    }

    private TamperAlert alert(Set<Fault> signs, Report.Status status) {
        return new TamperAlert(
                standing.map(TamperAlert::id).orElseGet(() -> UUID.randomUUID().toString()),
                standing.map(TamperAlert::since).orElseGet(() -> timeline.utc(status.at())),
                signs);
    }

    private void tell(Runnable acknowledged) {
        world.tell(
                standing.map(alert -> alert.text(timeline.utc()))
                        .orElseGet(() -> TamperAlert.nothing(timeline.utc())),
                acknowledged);
    }

    private Optional<TamperAlert> kept() {
        try {
            return Files.exists(file)
                    ? Optional.of(TamperAlert.read(Files.readString(file)))
                    : Optional.empty();
        } catch (IOException | RefusedException unreadable) {
            Logger.warn("{}: {}; the alert gets a new name", file, unreadable.getMessage());
            return Optional.empty();
        }
    }

    private void keep() {
        try {
            if (standing.isPresent()) {
                byte[] text = standing.get().text(timeline.utc()).getBytes(UTF_8);
                Disk.posix().replace(file, text);
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException full) {
            Logger.warn("{} cannot be kept: {}", file, full.getMessage());
        }
    }
}
