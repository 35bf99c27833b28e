package stanchion.hal.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import stanchion.hal.linux.os.Attribute;
import stanchion.hal.linux.os.Device;

/// The attributes of an IIO device (/sys/bus/iio/devices/iio:deviceN), found by its name.
record IioDevice(Path folder) {
    private static final String TIMESTAMP = "in_timestamp";
    private static final String SCAN = "scan_elements";

    /// The device with a name.
    static IioDevice byName(Roots roots, String name) throws IOException {
        Path all = roots.sys().resolve("bus/iio/devices");
        TreeSet<String> seen = new TreeSet<>();
        if (Files.isDirectory(all)) {
            try (DirectoryStream<Path> devices = Files.newDirectoryStream(all, "iio:device*")) {
                for (Path device : devices) {
                    String found = Attribute.text(device.resolve("name"));
                    if (found.equals(name)) {
                        return new IioDevice(device);
                    }
                    seen.add(found);
                }
            }
        }
        throw new IOException(
                "no IIO device is named '%s'; %s holds %s"
                        .formatted(name, all, seen.isEmpty() ? "none" : seen));
    }

    void write(String attribute, String value) throws IOException {
        try (Attribute opened = Attribute.open(folder.resolve(attribute), Device.Access.WRITE)) {
            opened.must(value);
        }
    }

    boolean has(String attribute) {
        return Files.exists(folder.resolve(attribute));
    }

    String text(String attribute) throws IOException {
        return Attribute.text(folder.resolve(attribute));
    }

    /// Switches scan elements on and all others off, and says where those stand.
    ///
    /// @param channels names as in `scan_elements`, without `_en`: `in_voltage0`
    /// @return elements by their index, the timestamp the last
    TreeMap<Integer, String> scan(Iterable<String> channels) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolve(SCAN), "*_en")) {
            for (Path enable : all) {
                write(SCAN + "/" + enable.getFileName(), "0");
            }
        }
        TreeMap<Integer, String> scan = new TreeMap<>();
        for (String channel : channels) {
            add(scan, channel);
        }
        add(scan, TIMESTAMP);
        return scan;
    }

    private void add(TreeMap<Integer, String> scan, String channel) throws IOException {
        String prefix = SCAN + "/" + channel;
        if (!has(prefix + "_en")) {
            throw new IOException(folder + ": has no channel " + channel + " in its buffer");
        }
        write(prefix + "_en", "1");
        scan.put(Integer.parseInt(text(prefix + "_index")), channel);
    }

    ScanElement element(String channel) throws IOException {
        return ScanElement.parse(text(SCAN + "/" + channel + "_type"));
    }
}
