package stanchion.gateway.api;

/// The topics of update metadata, retained, the same for every charger: zlib streams (RFC 1950).
/// Nothing on them is believed before its signatures are checked.
public final class MetadataTopic {
    /// Bytes of a payload.
    public static final int MOST_BYTES = 256 * 1024;

    private static final String ROOT = "stanchion/update/v1/metadata/";

    private MetadataTopic() {}

    /// The whole file.
    ///
    /// @param name of the file, such as `timestamp.json` or `2.root.json`
    public static String of(String name) {
        return ROOT + name;
    }

    /// The same file, smaller, for those who have an earlier version of the same role: a zlib
    /// stream with the bytes of that version as preset dictionary.
    ///
    /// @param version the earlier version
    public static String after(String name, long version) {
        return of(name) + "/after/" + version;
    }
}
