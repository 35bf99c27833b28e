package stanchion.units;

import java.util.Locale;

/// What all quantities share: they are numbers, never NaN or infinite, and print with their unit.
final class Finite {
    private Finite() {}

    static void check(String quantity, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(quantity + " must be finite, was " + value);
        }
    }

    static String text(double value, String unit) {
        String digits = String.format(Locale.ROOT, "%.3f", value);
        return digits.replaceFirst("\\.?0+$", "") + " " + unit;
    }
}
