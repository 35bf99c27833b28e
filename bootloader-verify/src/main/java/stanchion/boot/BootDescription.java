package stanchion.boot;

import java.io.IOException;
import java.nio.file.Path;

/// What `boot.conf` says: which board this is, and where the verifier finds what it judges by.
///
/// The file stands in the verified root beside the verifier; on a bench, in the device folder.
/// `board/bench/boot.conf` shows every key.
///
/// @param hardware id of the board
public record BootDescription(Profile profile, String hardware, Sources sources, Folders folders) {
    public static final String FILE = "boot.conf";

    /// The values that come from hardware, or on a bench from files.
    ///
    /// @param deviceKey may be `none`
    /// @param resetCause may be `none`
    public record Sources(
            Source otp, Source counter, Source deviceKey, Source identity, Source resetCause) {}

    /// Paths, relative ones to the folder of `boot.conf`.
    public record Folders(String trust, String slots, String state) {}

    /// What came of reading.
    public sealed interface Result {}

    public record Described(BootDescription description) implements Result {}

    /// The file is missing, malformed, or names an adapter that its profile forbids.
    public record Unusable(Verdict.Refused why) implements Result {}

    /// Reads the description in a folder.
    public static Result read(Path folder) {
        try {
            return new Described(in(folder));
        } catch (Refused refused) {
            return new Unusable(refused.verdict());
        }
    }

    /// @throws Refused with `BOOT_DESCRIPTION` or `BENCH_ADAPTER`
    static BootDescription in(Path folder) throws Refused {
        Path file = folder.resolve(FILE);
        try {
            return BootConf.read(PlainFile.read(file, BootConf.LARGEST + 1));
        } catch (IOException unreadable) {
            throw new Refused(Refusal.BOOT_DESCRIPTION, file + " cannot be read");
        }
    }
}
