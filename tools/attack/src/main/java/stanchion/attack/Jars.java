package stanchion.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import stanchion.release.ReleaseException;

/// Makes jars from source text, honest ones and others.
public final class Jars {
    private Jars() {}

    /// Compiles Java sources; the class files by their names in a jar.
    ///
    /// @param sources by file name
    /// @param folder for sources and classes, not there yet
    public static Map<String, byte[]> compile(Map<String, String> sources, Path folder)
            throws IOException, ReleaseException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> words = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = Files.writeString(folder.resolve(source.getKey()), source.getValue());
            words.add(file.toString());
        }
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        ToolProvider javac =
                ToolProvider.findFirst("javac")
                        .orElseThrow(
                                () -> new ReleaseException("no javac in this Java: use a JDK"));
        if (javac.run(out, out, words.toArray(new String[0])) != 0) {
            throw new ReleaseException(folder + ": does not compile: " + said);
        }
        return read(classes);
    }

    private static Map<String, byte[]> read(Path classes) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(classes)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    /// A plain jar of these entries in their order.
    public static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
