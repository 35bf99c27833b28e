package stanchion.bench.bootbench;

import java.util.Random;
import java.util.TreeMap;
import stanchion.boot.Target.Use;
import stanchion.release.Firmware;

/// The built firmware, filled up with data to the size a full slot is expected to have.
final class LargeFirmware {
    /// What the files of a slot come to together, in bytes.
    static final int BYTES = 31_500_000;

    static final String VERSION = "0.1.0";
    private static final int LARGEST_FILLER = 4_000_000;

    private LargeFirmware() {}

    /// Real jars first, then filler files of seeded bytes, which do not compress.
    static Firmware fill(Firmware built, long seed) {
        TreeMap<String, Firmware.Part> files = new TreeMap<>(built.files());
        int missing = BYTES;
        for (Firmware.Part part : files.values()) {
            missing -= part.content().length;
        }
        Random random = new Random(seed);
        for (int i = 1; missing > 0; i++) {
            byte[] filler = new byte[Math.min(missing, LARGEST_FILLER)];
            random.nextBytes(filler);
            files.put("filler-" + i + ".bin", new Firmware.Part(Use.DATA, filler));
            missing -= filler.length;
        }
        return new Firmware(built.release(), files);
    }
}
