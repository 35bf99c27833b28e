package stanchion.bench.board;

import java.util.Locale;
import stanchion.board.BoardDescription;

/// A board's wiring for a terminal.
final class WiringText {
    private WiringText() {}

    static String of(BoardDescription description, Sheet sheet) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s: %s, %d phases, driver %s%n",
                        description.profile().name(),
                        description.profile().ratedCurrent(),
                        description.profile().analog().phases().size(),
                        description.driver()));
        for (Wires.Group group : Wires.of(sheet).groups()) {
            text.append(String.format("%n%s%n", group.name()));
            for (Wires.Wire wire : group.wires()) {
                text.append(wire(wire));
            }
        }
        text.append(String.format("%nConverters%n"));
        for (Scales.Channel channel : Scales.of(description.profile().analog())) {
            text.append(
                            String.format(
                                            "  %-16s %-22s %-10s %s%n",
                                            channel.name(),
                                            channel.reach(),
                                            channel.step(),
                                            channel.rate())
                                    .stripTrailing())
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String wire(Wires.Wire wire) {
        String arrow =
                switch (wire.direction()) {
                    case OUT -> "->";
                    case IN -> "<-";
                    case BUS -> "<>";
                };
        String pin = wire.header().isEmpty() ? "" : "pin " + wire.header();
        return String.format(
                                "  %-16s %s %-15s %-18s %-12s %s",
                                wire.end(),
                                arrow,
                                pin,
                                wire.what().key(),
                                wire.what().unit(),
                                wire.what().remark())
                        .stripTrailing()
                + System.lineSeparator();
    }
}
