package stanchion.units;

/// Apparent power: RMS voltage times RMS current.
///
/// @param value in volt-ampere; finite
public record VoltAmperes(double value) implements Comparable<VoltAmperes> {
    public static final VoltAmperes ZERO = new VoltAmperes(0);

    public VoltAmperes {
        Finite.check("VoltAmperes", value);
    }

    @Override
    public int compareTo(VoltAmperes other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Finite.text(value, "VA");
    }
}
