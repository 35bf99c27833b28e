package stanchion.bench.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The wires of a board, grouped by what stands at their far end.
///
/// @param groups in the order in which a person wires them
record Wires(List<Group> groups) {
    /// What stands at the far end.
    record Group(String name, List<Wire> wires) {}

    /// One wire, or one bus.
    ///
    /// @param end at the SoC: a line's name or a device's
    /// @param header pin of the 40-pin header; empty where there is none
    /// @param what says the description of it
    record Wire(Direction direction, String end, String header, Sheet.Line what) {}

    /// Seen from the SoC.
    enum Direction {
        OUT,
        IN,
        BUS
    }

    private record Kind(String key, Direction direction) {}

    private record Plan(String group, List<Kind> kinds) {}

    private static final List<Plan> PLANS =
            List.of(
                    new Plan(
                            "Contactor",
                            List.of(
                                    out("contactor-1"),
                                    out("contactor-2"),
                                    out("keep-alive"),
                                    in("mirror-open"),
                                    in("load-live"),
                                    in("load-live-2"),
                                    in("load-live-3"))),
                    new Plan(
                            "Residual-current monitor",
                            List.of(
                                    out("residual-test"),
                                    in("residual-ac"),
                                    in("residual-dc"),
                                    in("residual-ready"))),
                    new Plan("Control pilot", List.of(out("pilot-pin"), bus("pilot-bus"))),
                    new Plan("Proximity pilot", List.of(bus("proximity-bus"))),
                    new Plan(
                            "Mains",
                            List.of(
                                    bus("mains-bus-1"),
                                    bus("mains-bus-2"),
                                    in("mains-ready"),
                                    bus("mains-device"))),
                    new Plan("Energy meter", List.of(bus("meter-port"))),
                    new Plan(
                            "Earth and enclosure",
                            List.of(
                                    in("earth-good"),
                                    in("lid-closed"),
                                    in("upright"),
                                    in("stop-released"),
                                    in("seal-whole"),
                                    in("debug-sense"),
                                    bus("tamper-latch"))),
                    new Plan(
                            "Supervision",
                            List.of(
                                    bus("temperature-bus"),
                                    bus("temperature-device"),
                                    in("supply-good"),
                                    bus("watchdog"))));

    private static final String BCM2711 = "pinctrl-bcm2711";

    /// GPIO number to pin of the 40-pin header of a Raspberry Pi and of a CM4 IO board.
    private static final Map<String, String> HEADER =
            Map.ofEntries(
                    Map.entry("GPIO4", "7"),
                    Map.entry("GPIO5", "29"),
                    Map.entry("GPIO6", "31"),
                    Map.entry("GPIO12", "32"),
                    Map.entry("GPIO13", "33"),
                    Map.entry("GPIO14", "8"),
                    Map.entry("GPIO15", "10"),
                    Map.entry("GPIO16", "36"),
                    Map.entry("GPIO17", "11"),
                    Map.entry("GPIO18", "12"),
                    Map.entry("GPIO19", "35"),
                    Map.entry("GPIO20", "38"),
                    Map.entry("GPIO21", "40"),
                    Map.entry("GPIO22", "15"),
                    Map.entry("GPIO23", "16"),
                    Map.entry("GPIO24", "18"),
                    Map.entry("GPIO25", "22"),
                    Map.entry("GPIO26", "37"),
                    Map.entry("GPIO27", "13"),
                    Map.entry("spidev0.0", "19 21 23 24"),
                    Map.entry("spidev0.1", "19 21 23 26"),
                    Map.entry("spidev6.0", "12 35 38 40"),
                    Map.entry("i2c-1", "3 5"));

    static Wires of(Sheet sheet) {
        boolean header = sheet.value("gpio-chip").equals(BCM2711);
        List<Group> groups = new ArrayList<>();
        for (Plan plan : PLANS) {
            List<Wire> wires = new ArrayList<>();
            for (Kind kind : plan.kinds) {
                sheet.line(kind.key)
                        .ifPresent(line -> wires.add(wire(kind.direction, line, header)));
            }
            if (!wires.isEmpty()) {
                groups.add(new Group(plan.group, List.copyOf(wires)));
            }
        }
        return new Wires(List.copyOf(groups));
    }

    private static Wire wire(Direction direction, Sheet.Line line, boolean header) {
        String pin = header ? HEADER.getOrDefault(line.word(), "") : "";
        return new Wire(direction, line.word(), pin, line);
    }

    private static Kind out(String key) {
        return new Kind(key, Direction.OUT);
    }

    private static Kind in(String key) {
        return new Kind(key, Direction.IN);
    }

    private static Kind bus(String key) {
        return new Kind(key, Direction.BUS);
    }
}
