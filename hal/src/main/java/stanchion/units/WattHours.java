package stanchion.units;

/// Electric energy.
///
/// @param value in watt-hour; finite
public record WattHours(double value) implements Comparable<WattHours> {
    public static final WattHours ZERO = new WattHours(0);

    public WattHours {
        Finite.check("WattHours", value);
    }

    @Override
    public int compareTo(WattHours other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Finite.text(value, "Wh");
    }
}
