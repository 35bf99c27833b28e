package stanchion.boot;

/// What all metadata has in common.
public final class Metadata {
    /// Roots of a chain.
    public static final int MOST_ROOTS = 32;

    /// Bytes of a root.
    public static final int LARGEST_ROOT = 64 * 1024;

    /// Bytes of targets, and of whatever else is signed below a root.
    public static final int LARGEST_TARGETS = 256 * 1024;

    private static final String FORMAT = "1.0.";

    private Metadata() {}

    /// `expires` must be there but is not enforced: at boot no clock can be trusted.
    ///
    /// @throws Refused with `METADATA_TYPE` or `METADATA_FIELDS`
    public static void expectType(Fields fields, String type) throws Refused {
        String actual = fields.text("_type");
        if (!actual.equals(type)) {
            throw new Refused(Refusal.METADATA_TYPE, "_type " + actual + " instead of " + type);
        }
        String format = fields.text("spec_version");
        if (!format.startsWith(FORMAT)) {
            throw new Refused(Refusal.METADATA_TYPE, "spec_version " + format);
        }
        fields.text("expires");
    }
}
