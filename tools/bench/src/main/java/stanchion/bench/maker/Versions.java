package stanchion.bench.maker;

import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;
import stanchion.boot.Release;
import stanchion.boot.Target.Use;
import stanchion.release.Firmware;
import stanchion.release.FirmwareBuild;
import stanchion.release.ReleaseException;
import stanchion.sim.scenario.Verb.Flaw;

/// Versions to offer: what was built, under another name, with a file that no earlier version has,
/// so that there is something to send.
final class Versions {
    private static final String BALLAST = "ballast.bin";

    /// Random bytes, which no compression makes smaller: some tens of chunks.
    private static final int BALLAST_BYTES = 1024 * 1024;

    private static final Release.Program CRASHING =
            new Release.Program(
                    "stanchion.benchboard/stanchion.benchboard.Crashing", java.util.List.of());

    /// So many that a charger downloads for a quarter of a minute.
    private static final int LARGE_BYTES = 8 * BALLAST_BYTES;

    private Versions() {}

    /// A version that is long to download: none of it helps with the next.
    static Firmware large(Path home, String version) throws ReleaseException {
        Firmware built = FirmwareBuild.collect(home, version);
        TreeMap<String, Firmware.Part> files = new TreeMap<>(built.files());
        files.put(
                version + "-" + BALLAST, new Firmware.Part(Use.DATA, bytes(version, LARGE_BYTES)));
        return new Firmware(built.release(), files);
    }

    /// @param home the built project
    static Firmware of(Path home, String version, Flaw flaw) throws ReleaseException {
        Firmware built = FirmwareBuild.collect(home, version);
        TreeMap<String, Firmware.Part> files = new TreeMap<>(built.files());
        files.put(BALLAST, new Firmware.Part(Use.DATA, bytes(version, BALLAST_BYTES)));
        return new Firmware(
                flaw == Flaw.CRASHING ? crashing(built.release()) : built.release(), files);
    }

    private static Release crashing(Release release) {
        return new Release(
                release.firmware(),
                release.securityEpoch(),
                release.platform(),
                new Release.Programs(CRASHING, release.programs().gateway()));
    }

    private static byte[] bytes(String version, int count) {
        byte[] bytes = new byte[count];
        new Random(version.hashCode()).nextBytes(bytes);
        return bytes;
    }
}
