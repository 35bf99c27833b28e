package stanchion.boot;

/// What root and targets have in common.
final class Metadata {
    static final int LARGEST_ROOT = 64 * 1024;
    static final int LARGEST_TARGETS = 256 * 1024;
    private static final String FORMAT = "1.0.";

    private Metadata() {}

    /// `expires` must be there but is not enforced: at boot no clock can be trusted.
    static void expectType(Fields fields, String type) throws Refused {
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
