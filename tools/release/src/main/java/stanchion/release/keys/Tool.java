package stanchion.release.keys;

/// What the tools call themselves in records and bills of materials.
public final class Tool {
    /// The version of these tools.
    public static final String VERSION = "0.1.0";

    private Tool() {}
}
