package stanchion.units;

/// A temperature.
///
/// @param value in degree Celsius; finite
public record Celsius(double value) implements Comparable<Celsius> {
    public static final Celsius ZERO = new Celsius(0);

    public Celsius {
        Finite.check("Celsius", value);
    }

    @Override
    public int compareTo(Celsius other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Finite.text(value, "°C");
    }
}
