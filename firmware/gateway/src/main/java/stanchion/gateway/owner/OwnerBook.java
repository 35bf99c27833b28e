package stanchion.gateway.owner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.UnaryOperator;
import stanchion.gateway.identity.Disk;
import stanchion.gateway.json.StrictJson.RefusedException;

/// Where the owner's state is kept: one file, replaced as a whole. Thread-safe.
public final class OwnerBook {
    static final String FILE = "owner.json";
    static final String CODE = "setup-code";

    private final Path file;
    private final Disk disk;
    private OwnerState state;

    private OwnerBook(Path file, Disk disk, OwnerState state) {
        this.file = file;
        this.disk = disk;
        this.state = state;
    }

    /// Opens it.
    ///
    /// @param folder of the gateway's state
    /// @param identity the folder where the factory left what is kept of the first set-up code
    public static OwnerBook open(Path folder, Path identity) {
        return open(folder, identity, Disk.posix());
    }

    static OwnerBook open(Path folder, Path identity, Disk disk) {
        Path file = folder.resolve(FILE);
        Path provided = identity.resolve(CODE);
        try {
            OwnerState state = OwnerState.fresh(new Holder.Nobody(Optional.empty()));
            if (Files.exists(file)) {
                state = OwnerState.read(Files.readString(file));
            } else if (Files.exists(provided)) {
                state = OwnerState.read(Files.readString(provided));
            }
            return new OwnerBook(file, disk, state);
        } catch (IOException | RefusedException damaged) {
            String why = "the owner's file cannot be read: " + damaged.getMessage();
            return new OwnerBook(file, disk, OwnerState.fresh(new Holder.Unknown(why)));
        }
    }

    /// Draws a charger's first set-up code and leaves in its identity folder what is kept of it.
    ///
    /// @return the code, for its label
    public static String provide(Path identity) throws IOException {
        return provide(identity, SetupCode.draw(new SecureRandom()));
    }

    static String provide(Path identity, SetupCode.Drawn drawn) throws IOException {
        Path kept = identity.resolve(CODE);
        if (Files.exists(kept)) {
            throw new IOException(kept + " is there: this charger has its set-up code");
        }
        OwnerState state = OwnerState.fresh(new Holder.Nobody(Optional.of(drawn.kept())));
        Disk.posix().replace(kept, state.text().getBytes(UTF_8));
        return drawn.code();
    }

    synchronized OwnerState state() {
        return state;
    }

    /// Changes it for good: when this returns it survives a power cut.
    ///
    /// @throws IOException nothing has changed
    synchronized void change(UnaryOperator<OwnerState> how) throws IOException {
        OwnerState next = how.apply(state);
        disk.replace(file, next.text().getBytes(UTF_8));
        state = next;
    }
}
