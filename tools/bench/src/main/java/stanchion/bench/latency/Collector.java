package stanchion.bench.latency;

import java.util.List;

/// A collector the charger's virtual machine may have.
public enum Collector {
    /// What the boot verifier writes into its command line.
    G1("UseG1GC"),
    SERIAL("UseSerialGC"),
    PARALLEL("UseParallelGC"),
    Z("UseZGC"),
    SHENANDOAH("UseShenandoahGC");

    private final String flag;

    Collector(String flag) {
        this.flag = flag;
    }

    /// What changes the verified command line to it.
    public List<String> options() {
        return this == G1 ? List.of() : List.of("-XX:-" + G1.flag, "-XX:+" + flag);
    }
}
