package stanchion.image.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A vehicle comes and charges, at a charger that runs from its image; the circuits and the broker
/// tell what came of it.
final class ChargeCheck {
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final double ENERGY_WH = 20;
    private static final double TOLERANCE = 0.05;
    private static final Pattern SESSION = Pattern.compile("\"energyWh\":([0-9.]+)");

    private final Guest guest;
    private final Circuits circuits;
    private final Outside outside;
    private final Verdicts verdicts;

    ChargeCheck(Guest guest, Circuits circuits, Outside outside, Verdicts verdicts) {
        this.guest = guest;
        this.circuits = circuits;
        this.outside = outside;
        this.verdicts = verdicts;
    }

    /// From plug to unplug; what comes after something that did not come is not waited for.
    void run() throws IOException {
        try {
            circuits.hand("supply 16A");
            circuits.hand("draw 16A");
            if (charges()) {
                circuits.hand("s2 open");
                circuits.hand("unplug");
                awaits("vehicle gone", "state A", ANSWER, () -> isState("A"));
                energy();
            }
        } catch (UncheckedIOException ended) {
            throw new IOException(ended.getMessage(), ended);
        }
    }

    private boolean charges() throws IOException {
        if (!awaits("no vehicle", "state A, no fault", ANSWER, () -> isState("A") && isSound())) {
            return false;
        }
        circuits.hand("plug cable 32A");
        if (!awaits("vehicle", "state B", ANSWER, () -> isState("B"))) {
            return false;
        }
        circuits.hand("s2 close");
        return awaits("vehicle ready", "a closed contactor", ANSWER, () -> truth("closures") >= 1)
                && awaits(
                        "charging",
                        ENERGY_WH + " Wh through the contactor",
                        LONGEST,
                        () -> truth("energyTruthWh") >= ENERGY_WH);
    }

    private void energy() throws IOException {
        double truth = circuits.truth("energyTruthWh");
        boolean agree = guest.comesTo(ANSWER, () -> Math.abs(told() / truth - 1) < TOLERANCE);
        verdicts.judge(
                agree,
                "session at the broker",
                "%.1f Wh ± 5 %%, what flowed in the circuits".formatted(truth),
                told() + " Wh; " + outside.heard().getOrDefault("session", "no session"));
    }

    private double told() {
        Matcher energy = SESSION.matcher(outside.heard().getOrDefault("session", ""));
        return energy.find() ? Double.parseDouble(energy.group(1)) : 0;
    }

    private boolean isState(String letter) {
        return state().contains("\"iec61851\":\"" + letter + "\"");
    }

    private boolean isSound() {
        return state().contains("\"faults\":[]");
    }

    private String state() {
        return outside.heard().getOrDefault("state", "no state");
    }

    private double truth(String name) {
        try {
            return circuits.truth(name);
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private boolean awaits(String what, String expected, Duration limit, BooleanSupplier done) {
        boolean came = guest.comesTo(limit, done);
        verdicts.judge(
                came, what, expected, "%.1f Wh, %s".formatted(truth("energyTruthWh"), state()));
        return came;
    }
}
