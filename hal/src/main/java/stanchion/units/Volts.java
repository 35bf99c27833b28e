package stanchion.units;

/// An electric potential; RMS where an alternating voltage is meant.
///
/// @param value in volt; finite
public record Volts(double value) implements Comparable<Volts> {
    public static final Volts ZERO = new Volts(0);

    public Volts {
        Finite.check("Volts", value);
    }

    @Override
    public int compareTo(Volts other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Finite.text(value, "V");
    }
}
