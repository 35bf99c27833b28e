package stanchion.units;

/// A frequency, or a rate of samples.
///
/// @param value in hertz; finite
public record Hertz(double value) implements Comparable<Hertz> {
    public Hertz {
        Finite.check("Hertz", value);
    }

    @Override
    public int compareTo(Hertz other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Finite.text(value, "Hz");
    }
}
