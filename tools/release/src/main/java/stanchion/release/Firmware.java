package stanchion.release;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.boot.Release;
import stanchion.boot.Target;

/// What goes into a slot.
///
/// @param files by name
public record Firmware(Release release, SortedMap<String, Part> files) {
    public Firmware {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// The same with one file more.
    Firmware with(String name, Part part) {
        TreeMap<String, Part> more = new TreeMap<>(files);
        more.put(name, part);
        return new Firmware(release, more);
    }

    /// One file of it.
    @SuppressWarnings("ArrayRecordComponent") // a file's content, compared nowhere
    public record Part(Target.Use use, byte[] content) {}
}
