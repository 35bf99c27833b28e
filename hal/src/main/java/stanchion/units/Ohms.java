package stanchion.units;

/// An electric resistance.
///
/// @param value in ohm; finite
public record Ohms(double value) implements Comparable<Ohms> {
    public static final Ohms ZERO = new Ohms(0);

    public Ohms {
        Finite.check("Ohms", value);
    }

    @Override
    public int compareTo(Ohms other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Finite.text(value, "Ω");
    }
}
