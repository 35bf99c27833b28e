package stanchion.boot;

import java.util.List;

/// The boot description.
public final class FuzzBootConf {
    private FuzzBootConf() {}

    /// What the fuzzer calls.
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzBounds.hold(() -> accepts(input));
    }

    /// Whether it describes a charger.
    ///
    /// @throws AssertionError when a production charger would trust a file, or a value could not be
    ///   used
    static boolean accepts(byte[] input) {
        try {
            check(BootConf.read(input));
            return true;
        } catch (Refused refused) {
            FuzzBounds.checkLine(refused.verdict().detail());
            return false;
        }
    }

    private static void check(BootDescription description) {
        BootDescription.Sources sources = description.sources();
        for (Source port :
                List.of(
                        sources.otp(),
                        sources.counter(),
                        sources.deviceKey(),
                        sources.identity())) {
            if (description.profile() == Profile.PRODUCTION && port.is("file")) {
                throw new AssertionError("a production charger trusts " + port);
            }
            boolean offset = !port.is("nvmem") || within(port.number(1), 0, 1 << 20);
            boolean index = !port.is("tpm") || port.words().size() == 1;
            if (!offset || !(index || within(port.number(1), 0x01800000, 0x01ffffff))) {
                throw new AssertionError("out of range: " + port);
            }
        }
        BootDescription.Folders folders = description.folders();
        if (folders.trust().isEmpty() || folders.slots().isEmpty() || folders.state().isEmpty()) {
            throw new AssertionError("a folder has no name");
        }
    }

    private static boolean within(long number, long least, long most) {
        return number >= least && number <= most;
    }
}
