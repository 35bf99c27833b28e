package stanchion.board;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.board.Entries.Shape;
import stanchion.board.LinuxWiring.Line;

/// Who has which pin: one signal a pin, and outputs only where the SoC itself pulls the pin low at
/// reset, so that a coil is off before any program runs and after it has died.
final class Pins {
    private static final String RESTING_LOW = "gpio-resting-low";
    private static final Shape SPAN = Shape.of("[A-Za-z]+[0-9]+-[0-9]+", "pins like GPIO9-27");
    private static final Pattern PARTS = Pattern.compile("([A-Za-z]+)([0-9]+)-([0-9]+)");
    private static final Pattern NUMBERED = Pattern.compile("([A-Za-z]+)([0-9]{1,4})");
    private static final int MAX_PIN = 9_999;

    /// What the data sheet of a SoC says: its pull-downs at reset, and the pins of its buses.
    private record Soc(int firstLow, int lastLow, Map<String, List<Integer>> buses) {}

    /// BCM2711 ARM peripherals, section 5.3: GPIO0…8 are pulled up at reset, GPIO9…27 down. The
    /// pins of a bus are those of its overlay: chip selects 0 and 1, MISO, MOSI, SCLK; SDA, SCL.
    private static final Map<String, Soc> SOCS =
            Map.of(
                    "pinctrl-bcm2711",
                    new Soc(
                            9,
                            27,
                            Map.ofEntries(
                                    Map.entry("spidev0.0", List.of(8)),
                                    Map.entry("spidev0.1", List.of(7)),
                                    Map.entry("spidev0", List.of(9, 10, 11)),
                                    Map.entry("spidev3.0", List.of(0)),
                                    Map.entry("spidev3.1", List.of(24)),
                                    Map.entry("spidev3", List.of(1, 2, 3)),
                                    Map.entry("spidev4.0", List.of(4)),
                                    Map.entry("spidev4.1", List.of(25)),
                                    Map.entry("spidev4", List.of(5, 6, 7)),
                                    Map.entry("spidev5.0", List.of(12)),
                                    Map.entry("spidev5.1", List.of(26)),
                                    Map.entry("spidev5", List.of(13, 14, 15)),
                                    Map.entry("spidev6.0", List.of(18)),
                                    Map.entry("spidev6.1", List.of(27)),
                                    Map.entry("spidev6", List.of(19, 20, 21)),
                                    Map.entry("i2c-1", List.of(2, 3)))));

    private final String prefix;
    private final int firstLow;
    private final int lastLow;
    private final Optional<Soc> soc;

    /// Claimed pins, and by which key.
    private final Map<String, String> claims = new HashMap<>();

    private Pins(String prefix, int firstLow, int lastLow, Optional<Soc> soc) {
        this.prefix = prefix;
        this.firstLow = firstLow;
        this.lastLow = lastLow;
        this.soc = soc;
    }

    /// Takes `gpio-resting-low`, which a SoC whose data sheet is known must agree with.
    static Pins of(Entries from, String chip) throws BadLineException {
        int line = from.lineOf(RESTING_LOW);
        Matcher span = PARTS.matcher(from.name(RESTING_LOW, SPAN));
        if (!span.matches() || span.group(2).length() > 4 || span.group(3).length() > 4) {
            throw new BadLineException(line, RESTING_LOW + ": pins end at " + MAX_PIN);
        }
        int first = Integer.parseInt(span.group(2));
        int last = Integer.parseInt(span.group(3));
        Optional<Soc> soc = Optional.ofNullable(SOCS.get(chip));
        if (soc.isPresent() && (first < soc.get().firstLow || last > soc.get().lastLow)) {
            throw new BadLineException(
                    line,
                    "%s: %s pulls only %s%d-%d low at reset"
                            .formatted(
                                    RESTING_LOW,
                                    chip,
                                    span.group(1),
                                    soc.get().firstLow,
                                    soc.get().lastLow));
        }
        return new Pins(span.group(1), first, last, soc);
    }

    /// Takes a line that is driven.
    Line output(Entries from, String key) throws BadLineException {
        int number = from.lineOf(key);
        Line line = from.gpio(key);
        claim(line.name(), key, number);
        requireLowAtReset(line.name(), key, number);
        if (line.active() == LinuxWiring.Active.LOW) {
            throw new BadLineException(
                    number, key + " must be active-high: the pin is low at reset");
        }
        return line;
    }

    /// Takes the pin a PWM channel comes out at.
    String generator(Entries from, String key) throws BadLineException {
        int number = from.lineOf(key);
        String pin = from.name(key, LinuxReader.KERNEL_NAME);
        claim(pin, key, number);
        requireLowAtReset(pin, key, number);
        return pin;
    }

    /// Takes a line that is read.
    Line input(Entries from, String key) throws BadLineException {
        int number = from.lineOf(key);
        Line line = from.gpio(key);
        claim(line.name(), key, number);
        return line;
    }

    Optional<Line> inputOrNone(Entries from, String key) throws BadLineException {
        return from.isNone(key) ? Optional.empty() : Optional.of(input(from, key));
    }

    /// Claims the pins of a bus, where the SoC's are known; devices on one bus share them.
    void bus(String device, String key, int line) throws BadLineException {
        if (soc.isEmpty()) {
            return;
        }
        String bus = device.replaceFirst("\\..*", "");
        for (String part : device.equals(bus) ? List.of(bus) : List.of(bus, device)) {
            for (int pin : soc.get().buses.getOrDefault(part, List.of())) {
                String before = claims.putIfAbsent(prefix + pin, part);
                if (before != null && !(before.equals(part) && part.equals(bus))) {
                    throw taken(prefix + pin, key, before, line);
                }
            }
        }
    }

    /// Claims what nobody else may use: a device, an address.
    void alone(String what, String key, int line) throws BadLineException {
        claim(what, key, line);
    }

    private void claim(String pin, String key, int line) throws BadLineException {
        String before = claims.putIfAbsent(pin, key);
        if (before != null) {
            throw taken(pin, key, before, line);
        }
    }

    private static BadLineException taken(String pin, String key, String before, int line) {
        return new BadLineException(
                line, "%s: %s is taken by %s already".formatted(key, pin, before));
    }

    private void requireLowAtReset(String pin, String key, int line) throws BadLineException {
        Matcher numbered = NUMBERED.matcher(pin);
        boolean low =
                numbered.matches()
                        && numbered.group(1).equals(prefix)
                        && Integer.parseInt(numbered.group(2)) >= firstLow
                        && Integer.parseInt(numbered.group(2)) <= lastLow;
        if (!low) {
            throw new BadLineException(
                    line,
                    "%s: %s is an output and must rest low at reset: %s%d…%d do"
                            .formatted(key, pin, prefix, firstLow, lastLow));
        }
    }
}
