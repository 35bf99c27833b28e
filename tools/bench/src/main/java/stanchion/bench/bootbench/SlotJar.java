package stanchion.bench.bootbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// A jar of the bytes of a slot, stored, for those who sign jars.
final class SlotJar {
    private SlotJar() {}

    /// An entry for every entry of a jar of the slot, in a folder named after the jar.
    static Path ofClasses(List<Path> files, Path to) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".jar")) {
                    unpack(out, name, file);
                } else {
                    store(out, name, Files.readAllBytes(file));
                }
            }
        }
        return to;
    }

    /// An entry for every file of the slot.
    static Path ofFiles(List<Path> files, Path to) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (Path file : files) {
                store(out, String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        }
        return to;
    }

    private static void unpack(ZipOutputStream out, String name, Path jar) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                if (!e.isDirectory()) {
                    store(out, name + "/" + e.getName(), in.readAllBytes());
                }
            }
        }
    }

    private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
