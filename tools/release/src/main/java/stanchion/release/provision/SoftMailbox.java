package stanchion.release.provision;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import stanchion.boot.Vcio;

/// A Raspberry Pi's mailbox for one process on any machine: the process runs under strace, which
/// opens `/dev/null` for it in place of `/dev/vcio` and puts an answer where its ioctl(2) asks for
/// one. So the system calls are the real ones, and strace writes down what they were.
///
/// Every ioctl gets the same answer.
public final class SoftMailbox {
    private static final String STRACE = "/usr/bin/strace";
    private static final String STAND_IN = "/dev/null";

    private final String ioctl;

    private SoftMailbox(String ioctl) {
        this.ioctl = ioctl;
    }

    /// Firmware that answers with this message; it must not be longer than the request.
    public static SoftMailbox answering(byte[] message) {
        return new SoftMailbox("retval=0:poke_exit=@arg3=" + HexFormat.of().formatHex(message));
    }

    /// A kernel that refuses the ioctl.
    ///
    /// @param error its name, as in errno(3)
    public static SoftMailbox refusing(String error) {
        return new SoftMailbox("error=" + error);
    }

    /// What is missing for one here, and the way to it; nothing when there is one.
    public static Optional<String> missing() {
        return Files.isExecutable(Path.of(STRACE))
                ? Optional.empty()
                : Optional.of("strace is missing: sudo apt install strace");
    }

    /// The command line that runs a command with this mailbox. Its standard input must not be
    /// `/dev/null`.
    ///
    /// @param log where strace writes the system calls on the mailbox
    public List<String> around(List<String> command, Path log) {
        byte[] standIn = (STAND_IN + "\0").getBytes(StandardCharsets.US_ASCII);
        List<String> words = new ArrayList<>(List.of(STRACE, "-f", "-o", log.toString()));
        words.addAll(List.of("-P", Vcio.DEVICE.toString(), "-P", STAND_IN));
        words.addAll(List.of("-e", "trace=openat,ioctl"));
        words.add("-e");
        words.add("inject=openat:poke_enter=@arg2=" + HexFormat.of().formatHex(standIn));
        words.addAll(List.of("-e", "inject=ioctl:" + ioctl));
        words.addAll(command);
        return words;
    }
}
