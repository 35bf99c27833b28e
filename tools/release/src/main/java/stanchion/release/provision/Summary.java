package stanchion.release.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import stanchion.boot.BootDescription;
import stanchion.boot.FirstRoot;
import stanchion.boot.Key;
import stanchion.boot.Role;
import stanchion.release.ReleaseException;

/// What a person reads before a charger is bound to a root.
record Summary(FirstRoot.Good root, Board board, Map<String, String> holders) {
    /// The charger, as its boot description names it.
    record Board(String profile, String hardware, BootDescription.Sources sources) {}

    List<String> lines(OtpContent otp, Hardware hardware) throws ReleaseException {
        List<String> lines = new ArrayList<>();
        lines.add("digest      " + Digest.grouped(root.digest()));
        lines.addAll(role(root.root().root()));
        lines.addAll(role(root.root().targets()));
        lines.add("board       " + board.hardware() + ", " + board.profile());
        lines.add("OTP         " + board.sources().otp() + ": " + now(otp));
        lines.add("counter     " + board.sources().counter() + ": " + counter(hardware));
        lines.add("device key  " + board.sources().deviceKey() + ": " + key(hardware));
        lines.add(
                "FOR EVER    the bits of OTP and device key; a charger bound to a root whose keys"
                        + " are lost never takes firmware again");
        return lines;
    }

    private List<String> role(Role role) {
        List<String> lines = new ArrayList<>();
        String name = String.format("%-12s", role.name());
        lines.add(name + "any " + role.threshold() + " of " + role.keys().size() + " keys");
        for (Map.Entry<String, Key> key : role.keys().entrySet()) {
            String holder = holders.getOrDefault(key.getKey(), "");
            lines.add(
                    ("  "
                                    + key.getKey()
                                    + " "
                                    + key.getValue().algorithm().standardName()
                                    + " "
                                    + holder)
                            .stripTrailing());
        }
        return lines;
    }

    private static String now(OtpContent otp) {
        return switch (otp.state()) {
            case BLANK -> "blank";
            case BEGUN -> "a write of this digest was cut short; to be completed: " + otp.text();
            case DONE -> "holds this digest already";
            case OTHER -> "holds something else: " + otp.text();
        };
    }

    private static String counter(Hardware hardware) throws ReleaseException {
        return Provisioning.counterReady(hardware) ? "is there already" : hardware.counter().plan();
    }

    private static String key(Hardware hardware) throws ReleaseException {
        if (hardware.key().isEmpty()) {
            return "left as it is";
        }
        return Provisioning.keyReady(hardware)
                ? "is there already"
                : "256 random bits to be written";
    }
}
