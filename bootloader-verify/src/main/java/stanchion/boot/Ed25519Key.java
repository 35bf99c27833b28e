package stanchion.boot;

import java.math.BigInteger;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.NamedParameterSpec;

/// A raw Ed25519 public key (RFC 8032, section 5.1.2) in the form the JDK verifies with.
///
/// The JDK's own decoder of keys makes the same of them, but links a pattern switch at run time,
/// which costs a cold start more than a verification.
final class Ed25519Key implements EdECPublicKey {
    private static final long serialVersionUID = 1;

    private final transient EdECPoint point;

    /// @param raw 32 bytes: y, little-endian, the sign of x in the highest bit
    Ed25519Key(byte[] raw) {
        byte[] y = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            y[i] = raw[raw.length - 1 - i];
        }
        boolean xIsOdd = y[0] < 0;
        y[0] &= 0x7f;
        point = new EdECPoint(xIsOdd, new BigInteger(1, y));
    }

    @Override
    public EdECPoint getPoint() {
        return point;
    }

    @Override
    public NamedParameterSpec getParams() {
        return NamedParameterSpec.ED25519;
    }

    @Override
    public String getAlgorithm() {
        return "EdDSA";
    }

    /// None: this key is verified with, not stored.
    @Override
    public String getFormat() {
        return "";
    }

    @Override
    public byte[] getEncoded() {
        return new byte[0];
    }
}
