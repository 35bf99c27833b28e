package stanchion.hal.linux.os;

import java.util.Map;

/// What the kernel's error numbers mean, for the lines a person reads. The numbers are those of
/// x86-64 and arm64 (asm-generic/errno-base.h, errno.h).
public final class Errno {
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int ENXIO = 6;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int ENODEV = 19;
    public static final int EINVAL = 22;
    public static final int EREMOTEIO = 121;

    private static final Map<Integer, String> MEANINGS =
            Map.ofEntries(
                    Map.entry(1, "not permitted (EPERM)"),
                    Map.entry(ENOENT, "is not there (ENOENT)"),
                    Map.entry(EINTR, "interrupted (EINTR)"),
                    Map.entry(EIO, "the device does not answer (EIO)"),
                    Map.entry(ENXIO, "no such device or address (ENXIO)"),
                    Map.entry(EAGAIN, "nothing there yet (EAGAIN)"),
                    Map.entry(EACCES, "permission denied (EACCES)"),
                    Map.entry(EBUSY, "in use by another process (EBUSY)"),
                    Map.entry(ENODEV, "the device is gone (ENODEV)"),
                    Map.entry(EINVAL, "the driver refuses the values (EINVAL)"),
                    Map.entry(25, "is not such a device (ENOTTY)"),
                    Map.entry(32, "the other side is closed (EPIPE)"),
                    Map.entry(75, "too large a value (EOVERFLOW)"),
                    Map.entry(90, "too long a message (EMSGSIZE)"),
                    Map.entry(95, "not supported by the driver (EOPNOTSUPP)"),
                    Map.entry(110, "timed out (ETIMEDOUT)"),
                    Map.entry(EREMOTEIO, "no acknowledge on the bus (EREMOTEIO)"));

    private Errno() {}

    /// A few words, with the number's name.
    public static String meaning(int errno) {
        return MEANINGS.getOrDefault(errno, "errno " + errno);
    }
}
