package stanchion.hal.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import stanchion.hal.Absence;
import stanchion.hal.Reading;
import stanchion.hal.linux.os.Attribute;
import stanchion.hal.linux.os.Device;
import stanchion.units.Celsius;

/// A sensor the kernel has a driver for (/sys/class/hwmon/hwmonN/temp1_input), found by its name.
/// Read in a fraction of a millisecond.
public final class HwmonTemperature implements Temperature {
    private static final double MILLI = 1e-3;

    private final Attribute input;

    private HwmonTemperature(Attribute input) {
        this.input = input;
    }

    /// Opens the first input of a sensor.
    ///
    /// @param name as the driver says it, `lm75` for one; the only one of that name
    /// @throws IOException naming the sensors there are
    public static HwmonTemperature open(Roots roots, String name) throws IOException {
        Path all = roots.sys().resolve("class/hwmon");
        TreeSet<String> seen = new TreeSet<>();
        if (Files.isDirectory(all)) {
            try (DirectoryStream<Path> sensors = Files.newDirectoryStream(all, "hwmon*")) {
                for (Path sensor : sensors) {
                    String found = Attribute.text(sensor.resolve("name"));
                    if (found.equals(name)) {
                        return new HwmonTemperature(
                                Attribute.open(sensor.resolve("temp1_input"), Device.Access.READ));
                    }
                    seen.add(found);
                }
            }
        }
        throw new IOException(
                "no sensor is named '%s'; %s holds %s"
                        .formatted(name, all, seen.isEmpty() ? "none" : seen));
    }

    @Override
    public Reading<Celsius> read() {
        long milli = input.read();
        return milli == Attribute.NONE
                ? new Reading.Missing<>(Absence.SILENT)
                : Plausible.celsius(milli * MILLI);
    }

    @Override
    public void close() {
        input.close();
    }
}
