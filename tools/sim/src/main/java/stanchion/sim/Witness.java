package stanchion.sim;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Watches the world from outside and knows nothing of the charger's reasons: what must never be
/// seen, and how long the contactor took.
///
/// | Invariant | Allowed after the cause |
/// |-----------|-------------------------|
/// | poles closed only with S2 closed, vehicle plugged, pilot not shorted | 100 ms (IEC 61851-1 table A.6 seq. 8.1, 2.x) |
/// | poles closed only with the monitor not tripped | 100 ms; counted apart, as the self-test before a closing trips it |
/// | poles closed only with diode, earth, ventilation where it is asked for | 3 s (A.4.9, seq. 12); a diode shows only while the pilot swings |
/// | advertised current not above the cable's | 500 ms after plugging: the cable must be read first |
/// | the same two while the generator makes another duty than it is told | 1 s; the vehicle has 5 s to follow it (seq. 6) |
/// | advertised current not above supply and rated current | 5 s after a supply was lowered |
final class Witness {
    static final int OPEN_MILLIS = 100;
    static final int SLOW_MILLIS = 3000;
    static final int LOWER_MILLIS = 5000;
    static final int CABLE_MILLIS = 500;
    static final int GENERATOR_MILLIS = 1000;

    /// What sloping edges shift the zero crossings by, most with a shorted diode: under 0.03 % of
    /// the period (IEC 61851-1 A.2 allows a generator 0.5 %).
    private static final double EDGES_AMPS = 0.02;

    private static final double LOAD_AMPS = 1;

    /// What is so in one millisecond.
    ///
    /// @param asked vehicle ready, pilot not shorted, emergency stop released
    /// @param tripped whether the monitor is
    /// @param partsFit diode, earth and ventilation as they must be
    /// @param obedient whether the pilot's generator makes what it is told
    /// @param held closed by a weld alone, which no command can open
    record Moment(
            boolean closed,
            boolean held,
            boolean asked,
            boolean tripped,
            boolean partsFit,
            boolean obedient,
            double loadAmps,
            double advertisedAmps,
            double supplyAmps,
            double cableAmps) {}

    private final Map<String, String> violations = new TreeMap<>();
    private long millis;
    private boolean wasClosed;
    private boolean bouncing;
    private double loadAmps;
    private long unaskedMillis;
    private long trippedMillis;
    private long unfitMillis;
    private long openMillis;
    private long lowerMillis;
    private double obeyedAmps = Double.POSITIVE_INFINITY;
    private double supplyAmps = Double.POSITIVE_INFINITY;
    private double cableAmps = Double.POSITIVE_INFINITY;
    private long cableMillis;
    private long generatorMillis;
    private long worstOpenMillis;
    private long closures;
    private long openedUnderLoad;

    /// One millisecond, or as many as nothing changes in.
    void see(Moment now, int span) {
        millis += span;
        poles(now, span);
        permission(now, span);
        offer(now, span);
    }

    private void poles(Moment now, int span) {
        openMillis = now.closed ? 0 : openMillis + span;
        if (now.closed && !wasClosed && !bouncing) {
            closures++;
            bouncing = true;
        }
        if (!now.closed && wasClosed && loadAmps > LOAD_AMPS) {
            openedUnderLoad++;
        }
        if (openMillis > 20) {
            bouncing = false;
        }
        loadAmps = now.loadAmps;
        wasClosed = now.closed;
    }

    private void permission(Moment now, int span) {
        unaskedMillis = now.asked ? 0 : unaskedMillis + span;
        trippedMillis = now.tripped ? trippedMillis + span : 0;
        unfitMillis = now.partsFit ? 0 : unfitMillis + span;
        if (!now.closed || now.held) {
            return;
        }
        long causeMillis = Math.max(unaskedMillis, trippedMillis);
        worstOpenMillis = Math.max(worstOpenMillis, causeMillis);
        if (causeMillis > OPEN_MILLIS) {
            violated(
                    "contactor closed without a vehicle that is ready, or with the pilot shorted or"
                            + " the monitor tripped",
                    causeMillis + " ms after the cause");
        }
        if (unfitMillis > SLOW_MILLIS) {
            violated(
                    "contactor closed without diode, earth or the ventilation asked for",
                    unfitMillis + " ms after the cause");
        }
    }

    private void offer(Moment now, int span) {
        lowerMillis = now.supplyAmps == supplyAmps ? lowerMillis + span : 0;
        supplyAmps = now.supplyAmps;
        if (now.advertisedAmps == 0 || supplyAmps >= obeyedAmps || lowerMillis > LOWER_MILLIS) {
            obeyedAmps = supplyAmps;
        }
        cableMillis = now.cableAmps == cableAmps ? cableMillis + span : 0;
        cableAmps = now.cableAmps;
        double most = cableMillis > CABLE_MILLIS ? Math.min(obeyedAmps, cableAmps) : obeyedAmps;
        generatorMillis = now.obedient ? 0 : generatorMillis + span;
        boolean excused = generatorMillis > 0 && generatorMillis <= GENERATOR_MILLIS;
        if (now.advertisedAmps > most + EDGES_AMPS && !excused) {
            violated(
                    "advertised more than cable, supply and board allow",
                    now.advertisedAmps + " A, allowed " + most + " A");
        }
    }

    /// Keeps the first of each kind.
    private void violated(String what, String detail) {
        violations.computeIfAbsent(
                what, kind -> kind + " (at " + millis / 1e3 + " s: " + detail + ")");
    }

    Set<String> violations() {
        return new TreeSet<>(violations.values());
    }

    long worstOpenMillis() {
        return worstOpenMillis;
    }

    long closures() {
        return closures;
    }

    long openedUnderLoad() {
        return openedUnderLoad;
    }
}
