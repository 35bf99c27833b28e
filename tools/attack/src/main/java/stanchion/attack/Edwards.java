package stanchion.attack;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import stanchion.release.SigningKey;

/// Ed25519 (RFC 8032, section 5.1) by the book and without haste, to make signatures that no
/// library would make: the point R can be chosen freely.
final class Edwards {
    /// The neutral element with a y of p + 1 instead of 1: the same point, spelled as none may be.
    static final byte[] NEUTRAL_NOT_CANONICAL = hex("ee" + "ff".repeat(30) + "7f");

    /// A point of order 8: what is left of it after multiplication by the cofactor is nothing.
    static final byte[] ORDER_EIGHT =
            hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");

    /// The order of the base point.
    static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D =
            BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
    private static final BigInteger ROOT_OF_MINUS_ONE =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
    private static final int LENGTH = 32;

    private record Point(BigInteger x, BigInteger y) {
        static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);

        Point plus(Point other) {
            BigInteger product = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y);
            BigInteger upper = x.multiply(other.y).add(y.multiply(other.x));
            BigInteger lower = y.multiply(other.y).add(x.multiply(other.x));
            return new Point(
                    upper.multiply(BigInteger.ONE.add(product).modInverse(P)).mod(P),
                    lower.multiply(BigInteger.ONE.subtract(product).modInverse(P)).mod(P));
        }

        Point times(BigInteger factor) {
            Point sum = NEUTRAL;
            for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                sum = factor.testBit(bit) ? sum.plus(this) : sum;
            }
            return sum;
        }

        byte[] encoded() {
            byte[] bytes = littleEndian(y);
            bytes[LENGTH - 1] |= (byte) (x.testBit(0) ? 0x80 : 0);
            return bytes;
        }
    }

    private final BigInteger scalar;
    private final byte[] prefix;
    private final byte[] publicKey;

    /// Takes the secret out of a key of the bench.
    Edwards(SigningKey key) {
        byte[] pkcs8 = Base64.getMimeDecoder().decode(key.pem().split("-----", -1)[2]);
        byte[] half = sha512(Arrays.copyOfRange(pkcs8, pkcs8.length - LENGTH, pkcs8.length));
        prefix = Arrays.copyOfRange(half, LENGTH, 2 * LENGTH);
        byte[] clamped = Arrays.copyOf(half, LENGTH);
        clamped[0] &= (byte) 0xf8;
        clamped[LENGTH - 1] &= 0x7f;
        clamped[LENGTH - 1] |= 0x40;
        scalar = number(clamped);
        publicKey = base().times(scalar).encoded();
    }

    /// The ordinary signature; the JDK makes the same.
    byte[] sign(byte[] message) {
        BigInteger secret = number(sha512(prefix, message)).mod(ORDER);
        return close(base().times(secret).encoded(), secret, message);
    }

    /// A signature whose R is off by a point of order 8. It fulfils the equation only when that is
    /// multiplied by the cofactor, as RFC 8032 allows but does not demand.
    byte[] signOffByTorsion(byte[] message) {
        BigInteger secret = number(sha512(prefix, message)).mod(ORDER);
        Point off = base().times(secret).plus(point(ORDER_EIGHT));
        return close(off.encoded(), secret, message);
    }

    /// A signature whose R is the neutral element, in a spelling of one's choice.
    byte[] signWithNeutral(byte[] spelling, byte[] message) {
        return close(spelling, BigInteger.ZERO, message);
    }

    private byte[] close(byte[] r, BigInteger secret, byte[] message) {
        BigInteger challenge = number(sha512(r, publicKey, message)).mod(ORDER);
        BigInteger s = secret.add(challenge.multiply(scalar)).mod(ORDER);
        byte[] signature = Arrays.copyOf(r, 2 * LENGTH);
        System.arraycopy(littleEndian(s), 0, signature, LENGTH, LENGTH);
        return signature;
    }

    /// The same signature with S + L for S: equal modulo the order, and forbidden (RFC 8032,
    /// 5.1.7).
    static String raiseS(String hex) {
        byte[] signature = HexFormat.of().parseHex(hex);
        BigInteger s = number(Arrays.copyOfRange(signature, LENGTH, 2 * LENGTH));
        System.arraycopy(littleEndian(s.add(ORDER)), 0, signature, LENGTH, LENGTH);
        return HexFormat.of().formatHex(signature);
    }

    /// Whether a lenient verifier takes a signature: it reduces what is too large, and multiplies
    /// the equation by a factor.
    boolean holds(byte[] signature, byte[] message, int factor) {
        byte[] r = Arrays.copyOf(signature, LENGTH);
        BigInteger s = number(Arrays.copyOfRange(signature, LENGTH, 2 * LENGTH)).mod(ORDER);
        BigInteger challenge = number(sha512(r, publicKey, message)).mod(ORDER);
        BigInteger times = BigInteger.valueOf(factor);
        Point right = point(r).plus(point(publicKey).times(challenge));
        return base().times(s).times(times).equals(right.times(times));
    }

    private static Point base() {
        return point(hex("58" + "66".repeat(31)));
    }

    /// Decodes a point (RFC 8032, 5.1.3).
    private static Point point(byte[] encoded) {
        byte[] bytes = encoded.clone();
        boolean odd = bytes[LENGTH - 1] < 0;
        bytes[LENGTH - 1] &= 0x7f;
        BigInteger y = number(bytes);
        BigInteger square = y.multiply(y).mod(P);
        BigInteger of =
                square.subtract(BigInteger.ONE)
                        .multiply(D.multiply(square).add(BigInteger.ONE).modInverse(P))
                        .mod(P);
        BigInteger x = of.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(of)) {
            x = x.multiply(ROOT_OF_MINUS_ONE).mod(P);
        }
        return new Point(x.testBit(0) == odd ? x : P.subtract(x).mod(P), y.mod(P));
    }

    private static BigInteger number(byte[] littleEndian) {
        return new BigInteger(1, reversed(littleEndian));
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] big = number.toByteArray();
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < Math.min(LENGTH, big.length); i++) {
            bytes[i] = big[big.length - 1 - i];
        }
        return bytes;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static byte[] sha512(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
