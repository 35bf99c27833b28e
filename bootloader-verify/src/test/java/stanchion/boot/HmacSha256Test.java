package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The verifier's own HMAC and key derivation against the RFCs and against the JDK's.
final class HmacSha256Test {
    @ParameterizedTest
    @CsvSource({
        // RFC 4231, test cases 1, 2, 3, 6
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
                + "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
                + "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,"
                + "dddddddddddddddddddddddddddddddddddddddddddddddddd"
                + "dddddddddddddddddddddddddddddddddddddddddddddddddd,"
                + "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
    })
    void vectorsOfRfc4231Hold(String key, String message, String mac) {
        HexFormat hex = HexFormat.of();
        assertThat(HmacSha256.of(hex.parseHex(key), hex.parseHex(message)))
                .isEqualTo(hex.parseHex(mac));
    }

    @Test
    void keysAndMessagesOfEveryLengthGiveWhatTheJdkGives() throws GeneralSecurityException {
        Random random = new Random(1);
        for (int length = 1; length < 200; length++) {
            byte[] key = new byte[length];
            byte[] message = new byte[200 - length];
            random.nextBytes(key);
            random.nextBytes(message);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            assertThat(HmacSha256.of(key, message)).isEqualTo(mac.doFinal(message));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DerivedKey.SLOT_RECORDS, DerivedKey.IDENTITY})
    void keyForAPurposeIsTheOneTheJdkDerives(String purpose) throws GeneralSecurityException {
        byte[] secret = new byte[32];
        new Random(2).nextBytes(secret);
        byte[] expected =
                KDF.getInstance("HKDF-SHA256")
                        .deriveData(
                                HKDFParameterSpec.ofExtract()
                                        .addIKM(secret)
                                        .thenExpand(
                                                purpose.getBytes(StandardCharsets.US_ASCII), 32));
        assertThat(DerivedKey.of(secret, purpose)).isEqualTo(expected);
    }

    @Test
    void purposesHaveDifferentKeys() {
        byte[] secret = new byte[32];
        assertThat(DerivedKey.of(secret, DerivedKey.SLOT_RECORDS))
                .isNotEqualTo(DerivedKey.of(secret, DerivedKey.IDENTITY));
    }
}
