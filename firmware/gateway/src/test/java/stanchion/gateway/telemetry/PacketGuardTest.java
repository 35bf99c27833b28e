package stanchion.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketGuardTest {
    private static final String PINGRESP = "d000";

    @ParameterizedTest
    @CsvSource({
        // with both; the keep alive and everything else stay
        "200c 0000 09 22000a 219c40 13003c, 2009 0000 06 217fff 13003c",
        "2006 0000 03 22000a, 2003 0000 00",
        "2006 0000 03 210014, 2006 0000 03 210014",
        "2003 0000 00, 2003 0000 00",
        "2012 0000 0f 120003616263 260001610001 62 2501, 2012 0000 0f 120003616263 26000161000162 2501",
        // not a CONNACK: untouched
        "d000, d000"
    })
    void connackArrivesWithoutWhatPahoStumblesOver(String sent, String expected) throws Exception {
        assertThat(guarded(bytes(sent))).isEqualTo(bytes(expected));
    }

    @Test
    void everyTruncationOfAConnackIsAnIoException() {
        byte[] whole = bytes("200c 0000 09 22000a 219c40 13003c");
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> guarded(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void everyWrongByteOfAConnackIsFilteredOrAnIoExceptionAndNothingElse() {
        byte[] whole = bytes("200c 0000 09 22000a 219c40 13003c");
        for (int at = 0; at < whole.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] wrong = whole.clone();
                wrong[at] = (byte) value;
                try {
                    assertThat(guarded(wrong).length).isLessThanOrEqualTo(whole.length);
                } catch (IOException refused) {
                    assertThat(refused).hasMessageStartingWith("the broker");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"30ffffff7f", "3081a010", "30ffffffffff"})
    void aPacketLongerThanAnyMetadataIsRefusedBeforeItIsRead(String header) {
        assertThatThrownBy(() -> guarded(bytes(header)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the broker sent a packet");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4_096, 4_097, 100_000, PacketGuard.MAX_PACKET_BYTES})
    void aLongPacketComesThroughWhole(int length) throws Exception {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.write(0x30);
        ConnackFilter.writeLength(sent, length);
        byte[] content = new byte[length];
        new SplittableRandom(length).nextBytes(content);
        sent.writeBytes(content);
        sent.writeBytes(bytes(PINGRESP));
        assertThat(guarded(sent.toByteArray())).isEqualTo(sent.toByteArray());
    }

    @Test
    void anAnnouncedLengthAloneMakesNoRoom() throws Exception {
        Greedless greedless = new Greedless(bytes("30 80 80 10" + "00".repeat(5_000)));
        assertThatThrownBy(() -> new PacketGuard(greedless).readAllBytes())
                .isInstanceOf(EOFException.class);
        assertThat(greedless.mostAsked).isLessThanOrEqualTo(8 * 1024);
    }

    /// Notes how many bytes it is asked for at once.
    private static final class Greedless extends FilterInputStream {
        private int mostAsked;

        private Greedless(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            mostAsked = Math.max(mostAsked, length);
            return super.read(into, offset, length);
        }
    }

    @Test
    void aTimeOutInTheMiddleOfAPacketLosesNothing() throws Exception {
        byte[] sent = bytes("200c 0000 09 22000a 219c40 13003c" + PINGRESP);
        PacketGuard guard = new PacketGuard(new Stuttering(sent));
        byte[] received = new byte[64];
        int count = 0;
        int timeOuts = 0;
        while (true) {
            try {
                int read = guard.read(received, count, received.length - count);
                if (read < 0) {
                    break;
                }
                count += read;
            } catch (SocketTimeoutException again) {
                timeOuts++;
            }
        }
        assertThat(Arrays.copyOf(received, count))
                .isEqualTo(bytes("2009 0000 06 217fff 13003c" + PINGRESP));
        assertThat(timeOuts).isEqualTo(sent.length);
    }

    private static byte[] guarded(byte[] sent) throws IOException {
        try (PacketGuard guard = new PacketGuard(new ByteArrayInputStream(sent))) {
            return guard.readAllBytes();
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /// Times out before every single byte.
    private static final class Stuttering extends InputStream {
        private final ByteArrayInputStream bytes;
        private boolean ready;

        private Stuttering(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            if (!ready && bytes.available() > 0) {
                ready = true;
                throw new SocketTimeoutException("stutter");
            }
            ready = false;
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int one = read();
            if (one < 0) {
                return -1;
            }
            into[offset] = (byte) one;
            return 1;
        }
    }
}
