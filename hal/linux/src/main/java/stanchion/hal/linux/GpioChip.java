package stanchion.hal.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import stanchion.hal.linux.os.Device;

/// A GPIO chip, found by its label, and its lines by their names; numbers change with kernels.
///
/// A line is asked for as what it shall be, its level included: there is no moment in which an
/// output has another. It is given back when its process ends, however it ends; what the pin shows
/// then is the kernel's affair, see [PersistentOutputs].
public final class GpioChip implements AutoCloseable {
    private static final String PATTERN = "gpiochip*";

    private final Device device;
    private final String label;
    private final Map<String, Integer> offsets;
    private final List<String> twice;

    private GpioChip(Device device, String label) throws IOException {
        this.device = device;
        this.label = label;
        twice = new ArrayList<>();
        offsets = offsets();
    }

    /// The chip of this machine with a label, `pinctrl-bcm2711` for one.
    ///
    /// @throws IOException naming the label and the labels there are
    public static GpioChip byLabel(String label) throws IOException {
        return byLabel(Roots.SYSTEM, label);
    }

    /// The chip with a label.
    public static GpioChip byLabel(Roots roots, String label) throws IOException {
        TreeSet<String> seen = new TreeSet<>();
        try (DirectoryStream<Path> nodes = Files.newDirectoryStream(roots.dev(), PATTERN)) {
            for (Path node : nodes) {
                Device device = Device.open(node, Device.Access.READ_WRITE);
                String found = labelOf(device);
                if (found.equals(label)) {
                    return new GpioChip(device, label);
                }
                seen.add(found);
                device.close();
            }
        }
        throw new IOException(
                "no GPIO chip is labelled '%s'; %s holds %s"
                        .formatted(label, roots.dev(), seen.isEmpty() ? "none" : seen));
    }

    /// Names of the lines that have one, in the chip's order.
    public List<String> lines() {
        return List.copyOf(offsets.keySet());
    }

    /// The number of a line within the chip.
    ///
    /// @throws IOException naming the lines there are
    public int offset(String line) throws IOException {
        if (twice.contains(line)) {
            throw new IOException(
                    "GPIO chip '" + label + "' has more than one line '" + line + "'; rename one");
        }
        Integer offset = offsets.get(line);
        if (offset == null) {
            throw new IOException(
                    "GPIO chip '%s' has no line '%s'; its lines are %s"
                            .formatted(label, line, offsets.keySet()));
        }
        return offset;
    }

    /// A single output.
    public GpioOutput output(String line, Level initial, Polarity polarity) throws IOException {
        return new GpioOutput(outputs(List.of(new OutputLine(line, initial, polarity))));
    }

    /// Several outputs that change together, in one request.
    ///
    /// @param lines at most 64
    public GpioOutputs outputs(List<OutputLine> lines) throws IOException {
        List<Integer> wanted = new ArrayList<>();
        long activeLow = 0;
        long levels = 0;
        for (OutputLine line : lines) {
            long bit = 1L << wanted.size();
            activeLow |= line.polarity() == Polarity.ACTIVE_LOW ? bit : 0;
            levels |= line.initial() == Level.ACTIVE ? bit : 0;
            wanted.add(offset(line.name()));
        }
        MemorySegment request = GpioAbi.request(wanted, GpioAbi.FLAG_OUTPUT);
        if (activeLow != 0) {
            GpioAbi.flags(request, activeLow, GpioAbi.FLAG_OUTPUT | GpioAbi.FLAG_ACTIVE_LOW);
        }
        GpioAbi.initially(request, allOf(wanted), levels);
        String names = names(lines.stream().map(OutputLine::name).toList());
        return new GpioOutputs(granted(request, names), lines, levels);
    }

    /// One input, with the kernel's time for each change that is asked for.
    public GpioInput input(InputLine line) throws IOException {
        long flags =
                GpioAbi.FLAG_INPUT
                        | line.bias().flags()
                        | line.edges().flags()
                        | (line.polarity() == Polarity.ACTIVE_LOW ? GpioAbi.FLAG_ACTIVE_LOW : 0);
        MemorySegment request = GpioAbi.request(List.of(offset(line.name())), flags);
        if (line.edges() != Edges.NONE) {
            GpioAbi.eventBuffer(request, GpioInput.EVENT_BUFFER);
        }
        return new GpioInput(granted(request, names(List.of(line.name()))));
    }

    /// Lines that were handed out stay open.
    @Override
    public void close() {
        device.close();
    }

    private Device granted(MemorySegment request, String names) throws IOException {
        device.must("ask for " + names, GpioAbi.REQUEST_LINES, request);
        return Device.adopt(
                label + " " + names, request.get(ValueLayout.JAVA_INT, GpioAbi.REQUEST_FD));
    }

    private static long allOf(List<Integer> wanted) {
        return wanted.size() == Long.SIZE ? -1L : (1L << wanted.size()) - 1;
    }

    private static String names(List<String> lines) {
        return String.join(", ", lines);
    }

    private Map<String, Integer> offsets() throws IOException {
        MemorySegment chip = Device.memory(GpioAbi.CHIP_INFO_BYTES);
        device.must("describe itself", GpioAbi.CHIP_INFO, chip);
        int count = chip.get(ValueLayout.JAVA_INT, GpioAbi.CHIP_LINES);
        Map<String, Integer> found = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            MemorySegment line = Device.memory(GpioAbi.LINE_INFO_BYTES);
            line.set(ValueLayout.JAVA_INT, GpioAbi.LINE_OFFSET, i);
            device.must("describe line " + i, GpioAbi.LINE_INFO, line);
            String name = GpioAbi.name(line, 0);
            if (!name.isEmpty() && found.putIfAbsent(name, i) != null) {
                twice.add(name);
            }
        }
        return found;
    }

    private static String labelOf(Device device) throws IOException {
        MemorySegment chip = Device.memory(GpioAbi.CHIP_INFO_BYTES);
        device.must("describe itself", GpioAbi.CHIP_INFO, chip);
        return GpioAbi.name(chip, GpioAbi.CHIP_LABEL);
    }
}
