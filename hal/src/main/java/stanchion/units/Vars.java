package stanchion.units;

/// Reactive power of the fundamental; positive where the current lags.
///
/// @param value in var; finite
public record Vars(double value) implements Comparable<Vars> {
    public static final Vars ZERO = new Vars(0);

    public Vars {
        Finite.check("Vars", value);
    }

    @Override
    public int compareTo(Vars other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Finite.text(value, "var");
    }
}
