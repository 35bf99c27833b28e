package stanchion.release.keys;

import java.nio.file.Path;
import java.util.Map;
import stanchion.release.ReleaseException;

/// Who shall hold the new keys, and where; by name of the key.
///
/// @param holders a person's name; none for a line to fill in by hand
/// @param homes as [Home] reads them; an encrypted file where nothing is said
/// @param publicHalves files of keys that were made elsewhere
/// @param source of the keys that are made here
public record KeyChoices(
        Map<String, String> holders,
        Map<String, String> homes,
        Map<String, Path> publicHalves,
        KeySource source) {
    /// With keys that nobody can guess.
    public KeyChoices(
            Map<String, String> holders,
            Map<String, String> homes,
            Map<String, Path> publicHalves) {
        this(holders, homes, publicHalves, KeySource.RANDOM);
    }

    public KeyChoices {
        holders = Map.copyOf(holders);
        homes = Map.copyOf(homes);
        publicHalves = Map.copyOf(publicHalves);
    }

    Home home(String name) throws ReleaseException {
        String fallback = publicHalves.containsKey(name) ? "elsewhere" : "encrypted";
        return Home.parse(name, homes.getOrDefault(name, homes.getOrDefault("*", fallback)));
    }

    String holder(String name) throws ReleaseException {
        String holder = holders.getOrDefault(name, "").strip();
        if (!holder.matches("[^;#\\p{Cntrl}]{0,40}")) {
            throw new ReleaseException(
                    "holder of " + name + ": up to 40 characters, without ; and #");
        }
        return holder;
    }
}
