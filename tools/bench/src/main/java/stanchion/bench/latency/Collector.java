package stanchion.bench.latency;

import java.util.List;

/// A collector the charger's virtual machine may have.
public enum Collector {
    /// What the boot verifier writes into its command line.
    SERIAL,
    PARALLEL,
    G1,
    Z,
    SHENANDOAH;

    /// What changes the verified command line to it.
    public List<String> options() {
        return switch (this) {
            case SERIAL -> List.of();
            case PARALLEL -> instead("UseParallelGC");
            case G1 -> instead("UseG1GC");
            case Z -> instead("UseZGC");
            case SHENANDOAH -> instead("UseShenandoahGC");
        };
    }

    private static List<String> instead(String flag) {
        return List.of("-XX:-UseSerialGC", "-XX:+" + flag);
    }
}
