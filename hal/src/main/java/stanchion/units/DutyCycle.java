package stanchion.units;

/// The share of a pilot period spent at the high plateau (IEC 61851-1 annex A, SAE J1772).
///
/// @param percent 0…100
public record DutyCycle(double percent) implements Comparable<DutyCycle> {
    public DutyCycle {
        Finite.check("DutyCycle", percent);
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("DutyCycle must be 0…100 %, was " + percent);
        }
    }

    @Override
    public int compareTo(DutyCycle other) {
        return Double.compare(percent, other.percent);
    }

    @Override
    public String toString() {
        return Finite.text(percent, "%");
    }
}
