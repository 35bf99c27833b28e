package stanchion.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stanchion.boot.Algorithm;
import stanchion.release.SigningKey;

/// The crafted signatures are wrong in the one thing they are meant to be wrong in: whoever
/// computes as RFC 8032 allows, and is lenient in that thing, takes them.
final class EdwardsTest {
    private static final byte[] MESSAGE = "the message".getBytes(StandardCharsets.US_ASCII);

    private static SigningKey key;
    private static Edwards edwards;

    @BeforeAll
    static void generate() throws Exception {
        key = SigningKey.generate(Algorithm.ED25519);
        edwards = new Edwards(key);
    }

    @Test
    void ordinarySignatureIsTheOneTheJdkMakes() throws Exception {
        assertThat(edwards.sign(MESSAGE)).isEqualTo(key.sign(MESSAGE));
    }

    @Test
    void signatureOffByTorsionHoldsWithTheCofactorAndNotWithout() {
        byte[] signature = edwards.signOffByTorsion(MESSAGE);
        assertThat(edwards.holds(signature, MESSAGE, 8)).isTrue();
        assertThat(edwards.holds(signature, MESSAGE, 1)).isFalse();
    }

    @Test
    void signatureWithANonCanonicalPointHoldsForWhoReducesIt() {
        byte[] signature = edwards.signWithNeutral(Edwards.NEUTRAL_NOT_CANONICAL, MESSAGE);
        assertThat(edwards.holds(signature, MESSAGE, 1)).isTrue();
    }

    @Test
    void raisedSHoldsForWhoReducesIt() {
        HexFormat hex = HexFormat.of();
        String raised = Edwards.raiseS(hex.formatHex(edwards.sign(MESSAGE)));
        assertThat(edwards.holds(hex.parseHex(raised), MESSAGE, 1)).isTrue();
        byte[] other = "another message".getBytes(StandardCharsets.US_ASCII);
        assertThat(edwards.holds(hex.parseHex(raised), other, 1)).isFalse();
    }
}
