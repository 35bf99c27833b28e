package stanchion.bench.run;

import stanchion.boot.Release;
import stanchion.release.Firmware;

/// A firmware whose charger has its heap filled besides, for `./run bench-latency`.
final class Allocator {
    private static final String MAIN = "stanchion.benchboard/stanchion.benchboard.Allocating";

    private Allocator() {}

    static Firmware in(Firmware built) {
        Release release = built.release();
        Release.Program charger =
                new Release.Program(MAIN, release.programs().charger().nativeAccess());
        Release filling =
                new Release(
                        release.firmware(),
                        release.securityEpoch(),
                        release.platform(),
                        new Release.Programs(charger, release.programs().gateway()));
        return new Firmware(filling, built.files());
    }
}
