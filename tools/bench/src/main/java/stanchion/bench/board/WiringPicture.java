package stanchion.bench.board;

import java.util.List;
import java.util.Locale;

/// The picture of a board's wires: the SoC on the left, what it is wired to on the right.
final class WiringPicture {
    private static final int WIDTH = 860;
    private static final int ROW = 26;
    private static final int GAP = 22;
    private static final int TOP = 16;
    private static final int SOC_LEFT = 20;
    private static final int SOC_RIGHT = 270;
    private static final int FAR_LEFT = 470;
    private static final int FAR_RIGHT = 840;
    private static final int PAD = 9;

    private final StringBuilder svg = new StringBuilder();

    private WiringPicture() {}

    static String of(Wires wires, String soc) {
        return new WiringPicture().drawn(wires.groups(), soc);
    }

    private String drawn(List<Wires.Group> groups, String soc) {
        int height = TOP;
        for (Wires.Group group : groups) {
            height += ROW * (group.wires().size() + 1) + GAP;
        }
        add(
                "<svg viewBox='0 0 %d %d' role='img' aria-label='Wires between %s and the board'>"
                        .formatted(WIDTH, height + TOP, Html.text(soc)));
        add(
                "<rect class='soc' x='%d' y='%d' width='%d' height='%d' rx='6'/>"
                        .formatted(
                                SOC_LEFT, TOP, SOC_RIGHT - SOC_LEFT, height - GAP - TOP + ROW / 2));
        add(
                "<text class='name' x='%d' y='%d'>%s</text>"
                        .formatted(SOC_LEFT + 14, TOP + ROW - 6, Html.text(soc)));
        int y = TOP;
        for (Wires.Group group : groups) {
            y = group(group, y) + GAP;
        }
        add("</svg>");
        return svg.toString();
    }

    private int group(Wires.Group group, int top) {
        int height = ROW * (group.wires().size() + 1);
        add(
                "<rect class='far' x='%d' y='%d' width='%d' height='%d' rx='6'/>"
                        .formatted(FAR_LEFT, top, FAR_RIGHT - FAR_LEFT, height + ROW / 3));
        add(
                "<text class='name' x='%d' y='%d'>%s</text>"
                        .formatted(FAR_LEFT + 14, top + ROW - 6, Html.text(group.name())));
        int y = top + ROW;
        for (Wires.Wire wire : group.wires()) {
            wire(wire, y + ROW / 2);
            y += ROW;
        }
        return y;
    }

    private void wire(Wires.Wire wire, int y) {
        String kind = wire.direction().name().toLowerCase(Locale.ROOT);
        add("<g class='%s'>".formatted(kind));
        add("<path d='M%d %dH%d'/>".formatted(SOC_RIGHT, y, FAR_LEFT));
        add(
                "<rect class='pad' x='%d' y='%d' width='%d' height='%d' rx='2'/>"
                        .formatted(SOC_RIGHT - PAD / 2, y - PAD / 2, PAD, PAD));
        arrow(wire.direction(), y);
        add(
                "<text class='pin' x='%d' y='%d'>%s</text>"
                        .formatted(SOC_RIGHT - 12, y + 4, Html.text(wire.end())));
        if (!wire.header().isEmpty()) {
            add(
                    "<text class='header' x='%d' y='%d'>pin %s</text>"
                            .formatted(SOC_LEFT + 14, y + 4, wire.header()));
        }
        add(
                "<text class='signal' x='%d' y='%d'>%s <tspan>%s</tspan></text>"
                        .formatted(
                                FAR_LEFT + 14,
                                y + 4,
                                wire.what().key(),
                                Html.text(wire.what().unit())));
        add("</g>");
    }

    private void arrow(Wires.Direction direction, int y) {
        if (direction != Wires.Direction.IN) {
            add("<path class='tip' d='M%d %dl-9 -4.5v9z'/>".formatted(FAR_LEFT, y));
        }
        if (direction != Wires.Direction.OUT) {
            add("<path class='tip' d='M%d %dl9 -4.5v9z'/>".formatted(SOC_RIGHT + PAD / 2 + 1, y));
        }
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}
