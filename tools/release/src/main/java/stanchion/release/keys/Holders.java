package stanchion.release.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import stanchion.release.ReleaseException;

/// Who holds the keys of a root, as the folder of its ceremony tells.
public final class Holders {
    private static final String ROOT = ".root.json";

    private Holders() {}

    /// Names and holders by key id; none when no `N.keys.conf` stands beside `N.root.json`.
    public static Map<String, String> beside(Path root) throws ReleaseException {
        String name = String.valueOf(root.getFileName());
        String version =
                name.endsWith(ROOT) ? name.substring(0, name.length() - ROOT.length()) : "";
        Path conf = root.resolveSibling(version + ".keys.conf");
        Map<String, String> holders = new TreeMap<>();
        if (Files.isRegularFile(conf)) {
            for (HeldKey key : KeyConf.read(conf)) {
                holders.put(key.key().id(), (key.name() + " " + key.holder()).strip());
            }
        }
        return holders;
    }
}
