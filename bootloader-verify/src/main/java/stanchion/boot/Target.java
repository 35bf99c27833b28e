package stanchion.boot;

import java.util.Locale;

/// A file of a slot as it was signed.
///
/// @param length in bytes
/// @param sha256 in hexadecimal
/// @param sha512 in hexadecimal
public record Target(long length, String sha256, String sha512, Use use) {
    static final int LONGEST_NAME = 128;

    /// Bytes of a file.
    public static final long LARGEST = 256L << 20;

    /// What the file is to the two processes.
    public enum Use {
        /// On the charger's module path.
        CHARGER,
        /// On the gateway's module path.
        GATEWAY,
        /// On both module paths.
        BOTH,
        /// The charger's ahead-of-time cache: classes loaded and linked, methods profiled. Code as
        /// much as a jar is, and at most one of it.
        CHARGER_CACHE,
        /// The gateway's, likewise.
        GATEWAY_CACHE,
        /// Nobody's code path: descriptions, native libraries.
        DATA;

        /// Its spelling in metadata.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Target read(String name, Fields fields) throws Refused {
        if (!plain(name)) {
            throw new Refused(Refusal.TARGET_NAME, name);
        }
        long length = fields.whole("length", 0, LARGEST);
        Fields hashes = fields.members("hashes");
        String sha256 = hashes.text("sha256");
        String sha512 = hashes.text("sha512");
        if (!Hex.isHex(sha256, 32) || !Hex.isHex(sha512, 64)) {
            throw fields.wrong("hashes", "are not SHA-256 and SHA-512");
        }
        return new Target(length, sha256, sha512, use(fields.members("custom")));
    }

    private static Use use(Fields custom) throws Refused {
        String text = custom.text("use");
        for (Use use : Use.values()) {
            if (use.text().equals(text)) {
                return use;
            }
        }
        throw custom.wrong("use", "is unknown: " + text);
    }

    /// Letters, digits and `. _ + -`, not at the start; never a path, never the metadata itself.
    private static boolean plain(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.equals(Targets.FILE)) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean inside = c == '.' || c == '_' || c == '+' || c == '-';
            if (!Targets.alphanumeric(c) && !(inside && i > 0)) {
                return false;
            }
        }
        return true;
    }
}
