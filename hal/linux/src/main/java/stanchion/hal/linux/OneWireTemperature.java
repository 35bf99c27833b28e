package stanchion.hal.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import stanchion.hal.Absence;
import stanchion.hal.Reading;
import stanchion.units.Celsius;

/// A DS18B20 on the kernel's one-wire bus (/sys/bus/w1/devices/28-…/temperature).
///
/// Reading starts a conversion and waits 750 ms for it.
public final class OneWireTemperature implements Temperature {
    private static final double MILLI = 1e-3;

    /// What the chip holds before its first conversion: 85 °C, to the digit.
    private static final long AFTER_POWER_UP = 85_000;

    private final Path attribute;

    private OneWireTemperature(Path attribute) {
        this.attribute = attribute;
    }

    /// Opens a sensor.
    ///
    /// @param device name of its folder, `28-0316a2794bff` for one
    /// @throws IOException naming the sensors there are
    public static OneWireTemperature open(Roots roots, String device) throws IOException {
        Path all = roots.sys().resolve("bus/w1/devices");
        Path attribute = all.resolve(device).resolve("temperature");
        if (!Files.isReadable(attribute)) {
            throw new IOException(
                    "no one-wire sensor '%s'; %s holds %s".formatted(device, all, sensors(all)));
        }
        return new OneWireTemperature(attribute);
    }

    private static String sensors(Path all) throws IOException {
        TreeSet<String> seen = new TreeSet<>();
        if (Files.isDirectory(all)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(all, "28-*")) {
                folders.forEach(folder -> seen.add(String.valueOf(folder.getFileName())));
            }
        }
        return seen.isEmpty() ? "none" : seen.toString();
    }

    @Override
    public Reading<Celsius> read() {
        try {
            return celsius(Files.readString(attribute).strip());
        } catch (IOException silent) { // no answer, a broken checksum, a bus that is gone
            return new Reading.Missing<>(Absence.SILENT);
        }
    }

    static Reading<Celsius> celsius(String text) {
        try {
            long milli = Long.parseLong(text);
            return milli == AFTER_POWER_UP
                    ? new Reading.Missing<>(Absence.NOT_YET)
                    : Plausible.celsius(milli * MILLI);
        } catch (NumberFormatException empty) {
            return new Reading.Missing<>(Absence.SILENT);
        }
    }

    @Override
    public void close() {
        // nothing is held open: the file's life ends with each reading
    }
}
