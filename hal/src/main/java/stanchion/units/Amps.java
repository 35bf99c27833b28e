package stanchion.units;

/// An electric current; RMS where an alternating current is meant.
///
/// @param value in ampere; finite
public record Amps(double value) implements Comparable<Amps> {
    public static final Amps ZERO = new Amps(0);

    public Amps {
        Finite.check("Amps", value);
    }

    @Override
    public int compareTo(Amps other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Finite.text(value, "A");
    }
}
