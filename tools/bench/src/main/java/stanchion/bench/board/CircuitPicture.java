package stanchion.bench.board;

import java.util.Locale;

/// The circuits between a terminal and its converter, with the values of the description.
final class CircuitPicture {
    private static final int WIDTH = 410;
    private static final int HEIGHT = 190;
    private static final int WIRE = 96;
    private static final int NODE = 250;
    private static final int CONVERTER = 340;

    private final StringBuilder svg = new StringBuilder();

    private CircuitPicture(String label) {
        add("<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>".formatted(WIDTH, HEIGHT, label));
    }

    static String pilot(Sheet sheet) {
        CircuitPicture picture = new CircuitPicture("Divider of the control pilot");
        picture.terminal("pilot", "±12 V");
        picture.across(60, NODE, sheet.value("pilot-series"));
        picture.up(NODE, sheet.value("pilot-to-reference"), sheet.value("pilot-reference"));
        picture.down(NODE, sheet.value("pilot-to-ground"));
        return picture.converter(
                sheet.value("pilot-adc"), "channel " + sheet.value("pilot-channel"));
    }

    static String proximity(Sheet sheet) {
        CircuitPicture picture = new CircuitPicture("Divider of the proximity pilot");
        picture.terminal("proximity", "cable");
        picture.up(90, sheet.value("proximity-resistor"), sheet.value("proximity-pull-up"));
        picture.across(60, NODE, sheet.value("proximity-series"));
        picture.down(NODE, sheet.value("proximity-to-ground"));
        return picture.converter(
                sheet.value("proximity-adc"), "channel " + sheet.value("proximity-channel"));
    }

    static String volts(Sheet sheet, String phase) {
        CircuitPicture picture = new CircuitPicture("Divider of a phase");
        picture.terminal(phase.toUpperCase(Locale.ROOT), "to N");
        picture.across(60, NODE, sheet.value(phase + "-volts-series"));
        picture.down(NODE, sheet.value(phase + "-volts-shunt"));
        return picture.converter(
                sheet.value("mains-adc"), "channel " + sheet.value(phase + "-volts-channel"));
    }

    static String amps(Sheet sheet, String phase) {
        CircuitPicture picture = new CircuitPicture("Current transformer of a phase");
        picture.terminal(
                "CT " + phase.toUpperCase(Locale.ROOT), "1:" + sheet.value(phase + "-ct-ratio"));
        picture.add(
                "<circle cx='100' cy='%d' r='16'/><circle cx='120' cy='%d' r='16'/>"
                        .formatted(WIRE, WIRE));
        picture.add("<path d='M60 %dH84M136 %dH%d'/>".formatted(WIRE, WIRE, NODE));
        picture.down(NODE, sheet.value(phase + "-burden"));
        return picture.converter(
                sheet.value("mains-adc"), "channel " + sheet.value(phase + "-amps-channel"));
    }

    private void terminal(String name, String what) {
        add("<circle class='end' cx='56' cy='%d' r='4'/>".formatted(WIRE));
        add("<text x='10' y='%d'>%s</text>".formatted(WIRE - 14, Html.text(name)));
        add("<text class='soft' x='10' y='%d'>%s</text>".formatted(WIRE + 24, Html.text(what)));
    }

    private void across(int from, int to, String value) {
        int middle = (from + to) / 2;
        add(
                "<path d='M%d %dH%dM%d %dH%d'/>"
                        .formatted(from, WIRE, middle - 28, middle + 28, WIRE, to));
        add("<rect x='%d' y='%d' width='56' height='16'/>".formatted(middle - 28, WIRE - 8));
        add(
                "<text class='value' x='%d' y='%d'>%s</text>"
                        .formatted(middle, WIRE - 16, Html.text(ohms(value))));
    }

    private void up(int x, String value, String to) {
        add("<path d='M%d %dV76M%d 36V24M%d 24H%d'/>".formatted(x, WIRE, x, x - 12, x + 12));
        add("<rect x='%d' y='36' width='14' height='40'/>".formatted(x - 7));
        add("<text x='%d' y='60'>%s</text>".formatted(x + 13, Html.text(ohms(value))));
        add("<text class='soft' x='%d' y='18'>%s</text>".formatted(x - 12, Html.text(to)));
    }

    private void down(int x, String value) {
        add("<path d='M%d %dV116M%d 156V168M%d 168H%d'/>".formatted(x, WIRE, x, x - 12, x + 12));
        add("<rect x='%d' y='116' width='14' height='40'/>".formatted(x - 7));
        add("<text x='%d' y='140'>%s</text>".formatted(x + 13, Html.text(ohms(value))));
    }

    private String converter(String name, String channel) {
        add("<circle class='end' cx='%d' cy='%d' r='3'/>".formatted(NODE, WIRE));
        add("<path d='M%d %dH%d'/>".formatted(NODE, WIRE, CONVERTER));
        add("<path d='M%d %dl14 -22h50v44h-50z'/>".formatted(CONVERTER, WIRE));
        add(
                "<text class='right' x='%d' y='%d'>%s</text>"
                        .formatted(WIDTH - 6, WIRE + 40, Html.text(name)));
        add(
                "<text class='soft right' x='%d' y='%d'>%s</text>"
                        .formatted(WIDTH - 6, WIRE + 56, channel));
        add("</svg>");
        return svg.toString();
    }

    /// `1200000 Ohm` as a person writes it.
    static String ohms(String value) {
        String[] words = value.split("\\s+", 2);
        if (words.length != 2 || !words[1].equals("Ohm")) {
            return value;
        }
        double ohms = Double.parseDouble(words[0]);
        if (ohms >= 1e6) {
            return trimmed(ohms / 1e6) + " MΩ";
        }
        return ohms >= 1e3 ? trimmed(ohms / 1e3) + " kΩ" : trimmed(ohms) + " Ω";
    }

    private static String trimmed(double value) {
        return value == Math.rint(value)
                ? Long.toString(Math.round(value))
                : Double.toString(value);
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}
