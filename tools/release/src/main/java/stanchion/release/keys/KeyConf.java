package stanchion.release.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import stanchion.release.PublicKeys;
import stanchion.release.ReleaseException;

/// `N.keys.conf`: role, holder and home of every key that root N names.
final class KeyConf {
    private KeyConf() {}

    static String text(int version, List<HeldKey> keys) {
        StringBuilder text =
                new StringBuilder(
                        """
                        # The keys of root %d: who holds them, and where their private halves are.
                        # name = role; holder; home. The public half of each is NAME.pub.pem.

                        """
                                .formatted(version));
        for (HeldKey key : keys) {
            text.append(
                    String.format(
                            "%-20s = %s; %s; %s%n",
                            key.name(), key.role(), key.holder(), key.home()));
        }
        return text.toString();
    }

    static byte[] bytes(int version, List<HeldKey> keys) {
        return text(version, keys).getBytes(StandardCharsets.UTF_8);
    }

    static List<HeldKey> read(Path file) throws ReleaseException {
        List<HeldKey> keys = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String content = line.split("#", 2)[0].strip();
            if (!content.isEmpty()) {
                keys.add(entry(file, number, content));
            }
        }
        if (keys.stream().map(HeldKey::name).distinct().count() != keys.size()) {
            throw new ReleaseException(file + ": a key is named twice");
        }
        return keys;
    }

    private static HeldKey entry(Path file, int number, String line) throws ReleaseException {
        String[] sides = line.split("=", 2);
        String[] parts = sides.length == 2 ? sides[1].split(";", -1) : new String[0];
        String name = sides[0].strip();
        if (parts.length != 3 || !name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new ReleaseException(
                    file + " line " + number + ": write NAME = ROLE; HOLDER; HOME");
        }
        return new HeldKey(
                name,
                parts[0].strip(),
                PublicKeys.read(file.resolveSibling(name + KeySet.PUBLIC)),
                parts[1].strip(),
                Home.parse(name, parts[2]));
    }

    private static List<String> lines(Path file) throws ReleaseException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new ReleaseException(file + ": cannot be read", unreadable);
        }
    }
}
