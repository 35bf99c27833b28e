package stanchion.boot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A key for one purpose, derived from the device key with HKDF-SHA256 (RFC 5869): no salt, the
/// purpose as `info`, 32 bytes.
public final class DerivedKey {
    /// Authenticates the slot records.
    public static final String SLOT_RECORDS = "stanchion slot records";

    /// Wraps the private key of a charger's identity.
    public static final String IDENTITY = "stanchion identity";

    /// Opens the encrypted data partition.
    public static final String DATA = "stanchion data partition";

    private DerivedKey() {}

    /// The 32 bytes for a purpose.
    public static byte[] of(byte[] secret, String purpose) {
        byte[] extracted = HmacSha256.of(new byte[HmacSha256.BYTES], secret);
        byte[] info = purpose.getBytes(StandardCharsets.US_ASCII);
        byte[] firstBlock = Arrays.copyOf(info, info.length + 1);
        firstBlock[info.length] = 1;
        return HmacSha256.of(extracted, firstBlock);
    }
}
