package stanchion.units;

/// Active power; positive towards the vehicle.
///
/// @param value in watt; finite
public record Watts(double value) implements Comparable<Watts> {
    public static final Watts ZERO = new Watts(0);

    public Watts {
        Finite.check("Watts", value);
    }

    @Override
    public int compareTo(Watts other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Finite.text(value, "W");
    }
}
