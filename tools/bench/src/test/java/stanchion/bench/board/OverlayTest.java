package stanchion.bench.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.board.BoardFile;
import stanchion.board.LinuxWiring;
import stanchion.board.LinuxWiring.Line;
import stanchion.machine.DeviceTree;
import stanchion.machine.Tools;

/// The reference board's device-tree overlay says the same as its description.
class OverlayTest {
    private static final Path FOLDER = Path.of("..", "..", "board", "cm4-reference");

    @TempDir private Path scratch;

    @Test
    void overlayCompilesWithoutAComplaint() throws Exception {
        assumeThat(Tools.missing("dtc")).isEmpty();
        Path blob = scratch.resolve("stanchion.dtbo");
        assertThat(DeviceTree.compile(FOLDER.resolve("overlay.dts"), blob)).isEmpty();
        assertThat(blob).isNotEmptyFile();
    }

    @Test
    void pinsOfTheOverlayAreThoseOfTheDescription() throws IOException {
        LinuxWiring wiring =
                ((BoardFile.Described) BoardFile.read(FOLDER.resolve("board.conf")))
                        .description()
                        .linux()
                        .orElseThrow();
        LinuxWiring.Outputs outputs = wiring.outputs();
        assertThat(pins("stanchion_outputs"))
                .containsExactlyElementsOf(
                        names(
                                Stream.concat(
                                        outputs.contactor().stream(),
                                        Stream.of(outputs.keepAlive(), outputs.residualTest()))));
        LinuxWiring.Inputs inputs = wiring.inputs();
        LinuxWiring.MainsConverter.Ads131m04 mains =
                (LinuxWiring.MainsConverter.Ads131m04) wiring.mains().converter();
        assertThat(pins("stanchion_inputs"))
                .containsExactlyInAnyOrderElementsOf(
                        names(
                                Stream.of(
                                        inputs.mirrorOpen(),
                                        inputs.loadLive().first(),
                                        inputs.residualAc(),
                                        inputs.residualDc().orElseThrow(),
                                        inputs.residualReady(),
                                        inputs.earthGood(),
                                        inputs.lidClosed().orElseThrow(),
                                        mains.ready())));
        assertThat(pins("stanchion_pilot")).containsExactly(wiring.pilot().pwm().pin());
    }

    private static List<String> names(Stream<Line> lines) {
        return lines.map(Line::name).toList();
    }

    private static List<String> pins(String group) throws IOException {
        String overlay = Files.readString(FOLDER.resolve("overlay.dts"));
        Matcher pins =
                Pattern.compile(group + ":[^{]*\\{\\s*brcm,pins = <([0-9 ]+)>").matcher(overlay);
        assertThat(pins.find()).as(group).isTrue();
        return Stream.of(pins.group(1).split(" ")).map(pin -> "GPIO" + pin).toList();
    }
}
