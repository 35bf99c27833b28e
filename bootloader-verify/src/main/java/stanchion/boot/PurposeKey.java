package stanchion.boot;

import java.nio.file.Path;
import java.util.Arrays;

/// A process of its own: writes a key derived from the device key, 32 bytes, to standard output.
///
/// `data` opens the encrypted data partition, for whoever opens it before the verifier can look
/// into it; `identity` unwraps the charger's identity, for whoever tells of a refused boot. A card
/// that was taken out opens on no other charger; who is root on this one can derive both too.
///
/// Exit status as of [Main]; 64 for a wrong command line.
public final class PurposeKey {
    static final String USAGE = "usage: stanchion.boot.PurposeKey --device DIR data|identity";

    private PurposeKey() {}

    public static void main(String... words) {
        int status = write(words);
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }

    private static int write(String... words) {
        String purpose = words.length == 3 && words[0].equals("--device") ? purpose(words[2]) : "";
        if (purpose.isEmpty()) {
            System.err.println(USAGE);
            return Arguments.WRONG_STATUS;
        }
        try {
            Device device = Device.open(Path.of(words[1]), RunFolder.Place.RAM);
            if (device.description().sources().deviceKey().is("none")) {
                throw new Refused(Refusal.DEVICE_KEY_UNREADABLE, "device-key = none");
            }
            byte[] key = device.key(purpose);
            System.out.write(key, 0, key.length);
            Arrays.fill(key, (byte) 0);
            return 0;
        } catch (Refused refused) {
            System.err.println("no key: " + refused.verdict().line());
            return refused.verdict().cause().status();
        }
    }

    private static String purpose(String word) {
        return switch (word) {
            case "data" -> DerivedKey.DATA;
            case "identity" -> DerivedKey.IDENTITY;
            default -> "";
        };
    }
}
