package stanchion.release.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import stanchion.boot.BootDescription;
import stanchion.boot.FirstRoot;
import stanchion.release.ReleaseException;

/// Binds a charger to a maker, once: the digest of the maker's first root into its OTP, a rollback
/// counter into its TPM, random bits into its device key, whatever of this its boot description
/// names.
///
/// ```text
/// root ─► judged as at boot ─► summary ─► confirmed ─► counter ─► device key ─► OTP, row by row
/// ```
///
/// What can be undone comes first. Every step that is done already is left alone, so that a second
/// run completes the first.
public final class Provisioning {
    /// How many digits of the digest a person types.
    public static final int CONFIRMED_DIGITS = 8;

    private final FirstRoot.Good root;
    private final Summary.Board board;
    private final Hardware hardware;
    private final OtpProvisioning otp;

    Provisioning(FirstRoot.Good root, Summary.Board board, Hardware hardware) {
        this.root = root;
        this.board = board;
        this.hardware = hardware;
        this.otp =
                new OtpProvisioning(
                        hardware.otp(), hardware.rows(), HexFormat.of().parseHex(root.digest()));
    }

    /// What is to be done where.
    ///
    /// @param root the maker's `1.root.json`
    /// @param device the folder that holds the charger's `boot.conf`
    /// @param owner the password of the TPM's owner; empty on a TPM that nobody took into ownership
    public record Order(Path root, Path device, String owner) {}

    /// Reads and judges root and boot description; touches no hardware.
    public static Provisioning of(Order order) throws ReleaseException {
        FirstRoot.Good root = judged(order.root());
        BootDescription description = described(order.device());
        return new Provisioning(
                root,
                new Summary.Board(
                        description.profile().text(),
                        description.hardware(),
                        description.sources()),
                Hardware.of(order.device(), description.sources(), order.owner()));
    }

    static FirstRoot.Good judged(Path file) throws ReleaseException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new ReleaseException(file + ": cannot be read; name a 1.root.json", unreadable);
        }
        return switch (FirstRoot.of(bytes)) {
            case FirstRoot.Good good -> good;
            case FirstRoot.Bad bad ->
                    throw new ReleaseException(
                            file + ": no charger would boot with it: " + bad.why().line());
        };
    }

    private static BootDescription described(Path device) throws ReleaseException {
        return switch (BootDescription.read(device)) {
            case BootDescription.Described described -> described.description();
            case BootDescription.Unusable unusable ->
                    throw new ReleaseException(device + ": " + unusable.why().line());
        };
    }

    /// The first digits of the digest, for a person to type.
    public String confirmation() {
        return root.digest().substring(0, CONFIRMED_DIGITS);
    }

    /// What a person should read before confirming.
    ///
    /// @param holders of keys, by key id; those that are not there are shown without
    public List<String> summary(Map<String, String> holders) throws ReleaseException {
        return new Summary(root, board, holders).lines(otp.content(), hardware);
    }

    /// Whether every step is done already.
    ///
    /// @throws ReleaseException when it can never be done, because of what the hardware holds
    public boolean done() throws ReleaseException {
        OtpContent content = otp.content();
        OtpProvisioning.refuseOther(content);
        return content.state() == OtpContent.State.DONE
                && counterReady(hardware)
                && keyReady(hardware);
    }

    /// Does it.
    ///
    /// @param progress takes a line for each step
    public void carryOut(Consumer<String> progress) throws ReleaseException {
        OtpProvisioning.refuseOther(otp.content());
        if (!counterReady(hardware)) {
            progress.accept(
                    "counter: at "
                            + beginCounter()
                            + "; only firmware of this security epoch or a later one boots");
        }
        if (hardware.key().isPresent() && !keyReady(hardware)) {
            hardware.key().get().begin();
            progress.accept("device key: written, and shown to nobody");
        }
        otp.write(progress);
        progress.accept("this charger now obeys the root " + Digest.grouped(root.digest()));
    }

    private long beginCounter() throws ReleaseException {
        try {
            return hardware.counter().begin();
        } catch (IOException failed) {
            throw new ReleaseException("the rollback counter cannot be made", failed);
        }
    }

    static boolean counterReady(Hardware hardware) throws ReleaseException {
        try {
            return hardware.counter().ready();
        } catch (IOException unusable) {
            throw new ReleaseException("the rollback counter cannot be used", unusable);
        }
    }

    static boolean keyReady(Hardware hardware) throws ReleaseException {
        return hardware.key().isEmpty() || hardware.key().get().ready();
    }
}
