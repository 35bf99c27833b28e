package stanchion.boot;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/// The two signature schemes: one that computers of today cannot break, one that quantum computers
/// are not expected to break either.
public enum Algorithm {
    /// RFC 8032.
    ED25519("ed25519", "ed25519", "Ed25519", "SunEC", "302a300506032b6570032100", 32, 64),
    /// FIPS 204, pure, with an empty context, over the metadata itself; the key is raw.
    ///
    /// TUF's own draft for ML-DSA (TAP 21) is another scheme and so bears another name,
    /// `ml-dsa-65/1`: it signs a prefix and a digest, and writes the key as PEM, whose line feeds
    /// would need the escapes that metadata read at boot does without.
    ML_DSA_65(
            "ml-dsa",
            "ml-dsa-65",
            "ML-DSA-65",
            "SUN",
            "308207b2300b0609608648016503040312038207a100",
            1952,
            3309);

    private final String keyType;
    private final String scheme;
    private final String standardName;
    private final String provider;
    private final String subjectPublicKeyInfo;
    private final int keyLength;
    private final int signatureLength;

    Algorithm(
            String keyType,
            String scheme,
            String standardName,
            String provider,
            String subjectPublicKeyInfo,
            int keyLength,
            int signatureLength) {
        this.keyType = keyType;
        this.scheme = scheme;
        this.standardName = standardName;
        this.provider = provider;
        this.subjectPublicKeyInfo = subjectPublicKeyInfo;
        this.keyLength = keyLength;
        this.signatureLength = signatureLength;
    }

    /// The `keytype` of a TUF key.
    public String keyType() {
        return keyType;
    }

    /// The `scheme` of a TUF key.
    public String scheme() {
        return scheme;
    }

    /// The name the JDK knows it by.
    public String standardName() {
        return standardName;
    }

    /// Length of a raw public key, in bytes.
    public int keyLength() {
        return keyLength;
    }

    /// Whether `signature` over `bytes[from, to)` was made with the raw public key.
    boolean verifies(byte[] rawKey, byte[] signature, byte[] bytes, int from, int to) {
        if (rawKey.length != keyLength || signature.length != signatureLength) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(standardName, provider);
            verifier.initVerify(publicKey(rawKey));
            verifier.update(bytes, from, to - from);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false; // a key or signature that cannot be decoded proves nothing
        }
    }

    private PublicKey publicKey(byte[] rawKey) throws GeneralSecurityException {
        if (this == ED25519) {
            return new Ed25519Key(rawKey);
        }
        return KeyFactory.getInstance(standardName, provider)
                .generatePublic(new X509EncodedKeySpec(encoded(rawKey)));
    }

    /// The SubjectPublicKeyInfo (RFC 5280) of a raw public key.
    byte[] encoded(byte[] rawKey) {
        byte[] prefix = Hex.bytes(subjectPublicKeyInfo);
        byte[] encoded = new byte[prefix.length + rawKey.length];
        System.arraycopy(prefix, 0, encoded, 0, prefix.length);
        System.arraycopy(rawKey, 0, encoded, prefix.length, rawKey.length);
        return encoded;
    }
}
