package stanchion.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import stanchion.release.jar.ZipReader;

/// Rewrites a jar so that it means one thing only: for one Java release, entries sorted and stored,
/// no signature of others, no manifest attribute that changes what is loaded.
///
/// A charger runs with multi-release jars switched off; most libraries keep their module descriptor
/// in such a branch, so the branches are resolved here, where it is signed.
public final class CanonicalJar {
    private static final int JAVA = 25;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String VERSIONS = "META-INF/versions/";
    private static final LocalDateTime STAMP = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final byte[] NONE = {};
    private static final int LONGEST_LINE = 70;
    private static final List<String> HARMLESS =
            List.of(
                    "Automatic-Module-Name",
                    "Bundle-License",
                    "Implementation-Title",
                    "Implementation-Version",
                    "Implementation-Vendor");

    private CanonicalJar() {}

    /// Rewrites one jar.
    ///
    /// @param name of the jar, for messages
    /// @param without prefix of entries to leave out, for example native libraries; may be empty
    public static byte[] of(String name, byte[] jar, List<String> without) throws ReleaseException {
        try {
            SortedMap<String, byte[]> entries = resolve(name, read(name, jar));
            byte[] manifest = manifest(entries.getOrDefault(MANIFEST, NONE));
            entries.remove(MANIFEST);
            entries.keySet().removeIf(entry -> without.stream().anyMatch(entry::startsWith));
            return write(manifest, entries);
        } catch (IOException broken) {
            throw new ReleaseException(name + ": not a readable jar", broken);
        }
    }

    /// What is worth keeping of a jar whose structure means one thing only.
    private static SortedMap<String, byte[]> read(String name, byte[] jar) throws ReleaseException {
        SortedMap<String, byte[]> entries = ZipReader.read(name, jar);
        entries.keySet().removeIf(CanonicalJar::signature);
        if (entries.isEmpty()) {
            throw new ReleaseException(name + ": not a jar, or an empty one");
        }
        return entries;
    }

    private static boolean signature(String entry) {
        String upper = entry.toUpperCase(Locale.ROOT);
        return upper.equals("META-INF/INDEX.LIST")
                || upper.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)")
                || upper.startsWith("META-INF/SIG-");
    }

    /// Lays the branches for releases up to [#JAVA] over the base, in ascending order.
    private static SortedMap<String, byte[]> resolve(String name, SortedMap<String, byte[]> entries)
            throws ReleaseException {
        TreeMap<String, byte[]> flat = new TreeMap<>();
        TreeMap<Integer, TreeMap<String, byte[]>> branches = new TreeMap<>();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (!entry.getKey().startsWith(VERSIONS)) {
                flat.put(entry.getKey(), entry.getValue());
                continue;
            }
            String[] branch = entry.getKey().substring(VERSIONS.length()).split("/", 2);
            if (branch.length != 2 || !branch[0].matches("[0-9]{1,3}")) {
                throw new ReleaseException(name + ": odd entry " + entry.getKey());
            }
            branches.computeIfAbsent(Integer.valueOf(branch[0]), release -> new TreeMap<>())
                    .put(branch[1], entry.getValue());
        }
        branches.headMap(JAVA, true).values().forEach(flat::putAll);
        return flat;
    }

    private static byte[] manifest(byte[] original) throws IOException {
        Attributes from = new Manifest(new ByteArrayInputStream(original)).getMainAttributes();
        StringBuilder manifest = new StringBuilder("Manifest-Version: 1.0\r\n");
        for (String name : HARMLESS) {
            String value = from.getValue(name);
            if (value != null && value.length() + name.length() < LONGEST_LINE) {
                manifest.append(name).append(": ").append(value).append("\r\n");
            }
        }
        return manifest.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] write(byte[] manifest, Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            store(out, MANIFEST, manifest);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                store(out, entry.getKey(), entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(STAMP);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
