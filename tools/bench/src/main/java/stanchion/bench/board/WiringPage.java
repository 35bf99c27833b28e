package stanchion.bench.board;

import java.util.List;
import stanchion.board.BoardDescription;

/// A board's wiring as one page: pictures and tables, all generated from its description. Needs
/// nothing beside itself, and follows the reader's light or dark.
final class WiringPage {
    private static final String STYLE =
            """
            :root { color-scheme: light dark;
              --ground: #eceff1; --panel: #fff; --line: #d5dbdf; --ink: #1d2a31; --soft: #5c6b74; --faint: #eef2f4;
              --out: #b45309; --in: #2563a8; --bus: #0f766e; }
            @media (prefers-color-scheme: dark) { :root {
              --ground: #10171b; --panel: #182126; --line: #2a373e; --ink: #dde6ea; --soft: #93a4ad; --faint: #1f2a30;
              --out: #f0a35e; --in: #6fb1f2; --bus: #4fd1b5; } }
            * { box-sizing: border-box; }
            body { margin: 0; padding: 24px; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
            main { max-width: 940px; margin: 0 auto; }
            h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 15px; margin: 0 0 10px; }
            p { color: var(--soft); margin: 0 0 18px; }
            section { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 16px; margin-bottom: 16px; overflow-x: auto; }
            svg { width: 100%; height: auto; display: block; }
            svg text { fill: var(--ink); font-size: 13px; font-family: inherit; }
            svg .name { font-weight: 600; } svg .pin { text-anchor: end; font-weight: 600; }
            svg .header, svg .soft, svg tspan { fill: var(--soft); font-size: 12px; }
            svg .soc, svg .far { fill: var(--faint); stroke: var(--line); }
            svg path { fill: none; stroke: var(--soft); stroke-width: 1.6; }
            svg .tip, svg .pad { stroke: none; }
            .out path { stroke: var(--out); } .out .tip, .out .pad { fill: var(--out); }
            .in path { stroke: var(--in); } .in .tip, .in .pad { fill: var(--in); }
            .bus path { stroke: var(--bus); } .bus .tip, .bus .pad { fill: var(--bus); }
            .circuits { display: grid; grid-template-columns: repeat(auto-fit, minmax(340px, 1fr)); gap: 8px 20px; }
            .circuits rect, .circuits circle { fill: var(--panel); stroke: var(--soft); stroke-width: 1.6; }
            .circuits .end { fill: var(--ink); stroke: none; } .circuits .value { text-anchor: middle; } .circuits .right { text-anchor: end; }
            figure { margin: 0; } figcaption { font-weight: 600; font-size: 13px; }
            .key span { display: inline-block; margin-right: 18px; } .key i { display: inline-block; width: 18px; height: 3px; margin-right: 6px; vertical-align: middle; }
            table { border-collapse: collapse; width: 100%; font-size: 13px; } th { text-align: left; color: var(--soft); font-weight: 600; }
            td, th { padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; } td:first-child { white-space: nowrap; font-weight: 600; }
            @media print { body { background: none; padding: 0; } section { break-inside: avoid; } }
            """;

    private WiringPage() {}

    static String of(BoardDescription description, Sheet sheet) {
        String name = Html.text(description.profile().name());
        StringBuilder page = new StringBuilder();
        page.append("<!doctype html>\n<html lang='en'>\n<meta charset='utf-8'>\n")
                .append("<meta name='viewport' content='width=device-width'>\n<title>Wiring of ")
                .append(name)
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n<main>\n<h1>Wiring of ")
                .append(name)
                .append("</h1>\n<p>")
                .append(Html.text(summary(description)))
                .append(
                        " Generated from the board's description: change it there, never here.</p>\n");
        wires(page, sheet);
        circuits(page, sheet);
        scales(page, Scales.of(description.profile().analog()));
        keys(page, sheet);
        return page.append("</main>\n</html>\n").toString();
    }

    private static String summary(BoardDescription description) {
        return "%s per phase, %d phases, opens by itself after %d ms of silence."
                .formatted(
                        description.profile().ratedCurrent(),
                        description.profile().analog().phases().size(),
                        description.profile().silenceLimit().toMillis());
    }

    private static void wires(StringBuilder page, Sheet sheet) {
        page.append("<section><h2>Wires</h2>\n<p class='key'>")
                .append("<span><i style='background:var(--out)'></i>driven by the SoC</span>")
                .append("<span><i style='background:var(--in)'></i>read by the SoC</span>")
                .append("<span><i style='background:var(--bus)'></i>bus</span></p>\n")
                .append(WiringPicture.of(Wires.of(sheet), sheet.value("gpio-chip")))
                .append("</section>\n");
    }

    private static void circuits(StringBuilder page, Sheet sheet) {
        page.append("<section><h2>Circuits before the converters</h2>\n<div class='circuits'>\n");
        figure(page, "Control pilot", CircuitPicture.pilot(sheet));
        figure(page, "Proximity pilot", CircuitPicture.proximity(sheet));
        figure(page, "Voltage of L1", CircuitPicture.volts(sheet, "l1"));
        figure(page, "Current of L1", CircuitPicture.amps(sheet, "l1"));
        page.append("</div></section>\n");
    }

    private static void figure(StringBuilder page, String name, String svg) {
        page.append("<figure><figcaption>")
                .append(name)
                .append("</figcaption>\n")
                .append(svg)
                .append("</figure>\n");
    }

    private static void scales(StringBuilder page, List<Scales.Channel> channels) {
        page.append("<section><h2>What the converters show</h2>\n<table><tr><th>channel")
                .append("<th>reach<th>a code<th>rate\n");
        for (Scales.Channel channel : channels) {
            row(page, channel.name(), channel.reach(), channel.step(), channel.rate());
        }
        page.append("</table></section>\n");
    }

    private static void keys(StringBuilder page, Sheet sheet) {
        page.append("<section><h2>The description</h2>\n<table><tr><th>key<th>value<th>remark\n");
        for (Sheet.Line line : sheet.lines().values()) {
            row(page, line.key(), line.value(), line.remark());
        }
        page.append("</table></section>\n");
    }

    private static void row(StringBuilder page, String... cells) {
        page.append("<tr>");
        for (String cell : cells) {
            page.append("<td>").append(Html.text(cell));
        }
        page.append('\n');
    }
}
