package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyWrapTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] SECRET = "a key of a charger".getBytes(US_ASCII);

    private final KeyWrap wrap = new KeyWrap(KEY, "SN-1");

    @Test
    void whatIsWrappedComesBackAndIsNotToBeSeen() throws Exception {
        byte[] sealed = wrap.seal("name", SECRET);
        assertThat(wrap.open("name", sealed)).isEqualTo(SECRET);
        assertThat(new String(sealed, US_ASCII)).doesNotContain("charger");
        assertThat(wrap.seal("name", SECRET)).as("another nonce each time").isNotEqualTo(sealed);
    }

    @Test
    void anotherChargerAnotherNameOrAnotherKeyDoesNotOpenIt() throws Exception {
        byte[] sealed = wrap.seal("name", SECRET);
        byte[] other = KEY.clone();
        other[31] ^= 1;
        assertClosed(new KeyWrap(KEY, "SN-2"), "name", sealed);
        assertClosed(wrap, "mane", sealed);
        assertClosed(new KeyWrap(other, "SN-1"), "name", sealed);
    }

    @Test
    void everyFlippedBitAndEveryCutIsNoticed() throws Exception {
        byte[] sealed = wrap.seal("name", SECRET);
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertClosed(wrap, "name", flipped);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertClosed(wrap, "name", Arrays.copyOf(sealed, length));
        }
    }

    private static void assertClosed(KeyWrap wrap, String name, byte[] sealed) {
        assertThatThrownBy(() -> wrap.open(name, sealed))
                .isInstanceOf(GeneralSecurityException.class);
    }
}
