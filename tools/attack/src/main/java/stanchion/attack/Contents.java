package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.boot.Hex;
import stanchion.release.ReleaseException;

/// Files of slot A as the maker would sign them.
final class Contents {
    private static final Pattern TARGET =
            Pattern.compile(
                    "\"([^\"]+)\":(\\{\"custom\":\\{.*?\\},\"hashes\":\\{.*?\\},\"length\":[0-9]+\\})");

    private Contents() {}

    /// The content of a file.
    static byte[] of(Charger charger, String name) throws IOException {
        return Files.readAllBytes(charger.slotA().resolve(name));
    }

    /// The same bytes with one bit the other way.
    static byte[] flip(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    /// Replaces a file under the old metadata.
    static void plant(Charger charger, String name, byte[] content) throws IOException {
        Files.write(charger.slotA().resolve(name), content);
    }

    /// Replaces or adds a file, and signs the targets again.
    ///
    /// @param use as in metadata, for example `charger`
    static void sign(Charger charger, String name, String use, byte[] content)
            throws IOException, ReleaseException {
        plant(charger, name, content);
        charger.signTargets(with(charger.targets().text(), name, target(use, content)));
    }

    private static String with(String text, String name, String target) {
        TreeMap<String, String> targets = new TreeMap<>();
        Matcher found = TARGET.matcher(text);
        int from = text.length();
        int to = 0;
        while (found.find()) {
            from = Math.min(from, found.start());
            to = found.end();
            targets.put(found.group(1), found.group(2));
        }
        targets.put(name, target);
        StringBuilder list = new StringBuilder();
        targets.forEach((one, what) -> list.append(",\"").append(one).append("\":").append(what));
        return text.substring(0, from) + list.substring(1) + text.substring(to);
    }

    private static String target(String use, byte[] content) {
        return "{\"custom\":{\"use\":\"%s\"},\"hashes\":{\"sha256\":\"%s\",\"sha512\":\"%s\"},\"length\":%d}"
                .formatted(
                        use,
                        Hex.of(Charger.digest("SHA-256", content)),
                        Hex.of(Charger.digest("SHA-512", content)),
                        content.length);
    }
}
