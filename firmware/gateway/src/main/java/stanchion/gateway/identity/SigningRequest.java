package stanchion.gateway.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;

/// A certification request (PKCS#10, RFC 2986) for a P-256 key that need not be exportable: the key
/// only signs, so a handle into a TPM will do.
final class SigningRequest {
    /// RFC 5758, 3.2: without parameters.
    private static final byte[] ECDSA_WITH_SHA256 =
            Der.sequence(Der.objectIdentifier(1, 2, 840, 10045, 4, 3, 2));

    private static final byte[] COMMON_NAME = Der.objectIdentifier(2, 5, 4, 3);
    private static final byte[] VERSION_1 = Der.integer(BigInteger.ZERO);
    private static final byte[] VERSION_3 = Der.context(0, Der.integer(BigInteger.TWO));
    private static final byte[] NO_ATTRIBUTES = Der.context(0);
    private static final byte[] ALWAYS =
            Der.sequence(Der.time("20000101000000Z"), Der.time("99991231235959Z"));

    private SigningRequest() {}

    /// The request, DER.
    ///
    /// @param device becomes the common name, and nothing else stands in the subject
    static byte[] of(String device, KeyPair keys) throws GeneralSecurityException {
        return signed(
                Der.sequence(VERSION_1, name(device), keys.getPublic().getEncoded(), NO_ATTRIBUTES),
                keys.getPrivate());
    }

    /// A certificate of a key by itself, DER. It proves nothing: a PKCS#11 token hands out only
    /// keys that have one.
    static byte[] selfSigned(String name, BigInteger serial, KeyPair keys)
            throws GeneralSecurityException {
        return signed(
                Der.sequence(
                        VERSION_3,
                        Der.integer(serial),
                        ECDSA_WITH_SHA256,
                        name(name),
                        ALWAYS,
                        name(name),
                        keys.getPublic().getEncoded()),
                keys.getPrivate());
    }

    private static byte[] signed(byte[] content, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(content);
        return Der.sequence(content, ECDSA_WITH_SHA256, Der.bitString(signature.sign()));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.setOf(Der.sequence(COMMON_NAME, Der.utf8(commonName))));
    }
}
