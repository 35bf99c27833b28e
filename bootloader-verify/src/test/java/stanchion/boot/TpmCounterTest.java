package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands and answers byte for byte; the good ones are what a TPM answered.
final class TpmCounterTest {
    private static final String HEAD = "80010000003e00000000";
    private static final String NAME =
            "0022000b7bb10d9520e7c15eb4c638156b74ca1e6b9339f541f45884f8e6541c29841908";
    private static final String PUBLIC =
            HEAD + "000e" + "01800000" + "000b" + "22040014" + "0000" + "0008" + NAME;
    private static final String VALUE =
            "80020000001d00000000" + "0000000a" + "0008" + "0000000000000003" + "0000010000";

    @TempDir private Path temporary;

    @Test
    void counterIsReadWithTwoCommands() throws Exception {
        try (CannedTpm tpm = tpm(PUBLIC, VALUE)) {
            assertThat(counter().read()).isEqualTo(3);
            assertThat(tpm.commands)
                    .containsExactly(
                            "80010000000e0000016901800000",
                            "8002000000230000014e0180000001800000"
                                    + "00000009400000090000000000"
                                    + "00080000");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ordinary index, 22040014, 22040004",
        "bit field, 22040014, 22040024",
        "never written, 22040014, 02040014",
        "owner may write too, 22040014, 22040016",
        "owner may read too, 22040014, 22060014",
        "policy may write, 22040014, 2204001c",
        "locked for reading, 22040014, 32040014",
        "can be locked for reading, 22040014, a2040014",
        "in RAM until shutdown, 22040014, 26040014",
        "under dictionary attack protection, 22040014, 20040014",
        "of the platform, 22040014, 62040014",
        "SHA-1 name, 000b22040014, 000422040014",
        "with a policy, 220400140000, 220400140001",
        "of four bytes, 2204001400000008, 2204001400000004",
    })
    void indexOfAnyOtherKindIsForeign(String what, String good, String bad) throws Exception {
        String described = PUBLIC.replace(good, bad);
        assertThat(described).as(what).isNotEqualTo(PUBLIC);
        assertThatThrownBy(reading(described, VALUE)).isInstanceOf(ForeignCounterException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01800001", "01ffffff"})
    void anotherIndexIsNoAnswer(String index) throws Exception {
        assertUnreadable(PUBLIC.replace("01800000", index), VALUE);
    }

    @Test
    void everyShorterAnswerIsUnreadable() throws Exception {
        for (String good : List.of(PUBLIC, VALUE)) {
            byte[] whole = Hex.bytes(good);
            for (int length = 10; length < whole.length; length++) {
                byte[] shorter = Arrays.copyOf(whole, length);
                shorter[5] = (byte) length; // a header that agrees
                String answer = Hex.of(shorter);
                boolean first = good.equals(PUBLIC);
                assertUnreadable(first ? answer : PUBLIC, first ? VALUE : answer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80010000000a0000018b", // no such index
                "80010000000a00000922", // try again
                "80010000000a00000101", // failure
                "8001000000", // and gone
                "80010000000900000000", // shorter than a header
                "80010000100100000000", // longer than any answer
                "8001ffffffff00000000",
                "ffffffffffffffffffff",
                "00000000000000000000",
                "", // closed at once
            })
    void answerThatIsNoneIsUnreadable(String answer) throws Exception {
        assertUnreadable(answer, VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "80020000001d, 80010000001d",
        "0000000a0008, 0000000b0008",
        "0000000a0008, ffffffff0008",
        "0000000a0008, 0000000a0007",
        "00080000000000000003, 00088000000000000003",
    })
    void valueOfAnotherFormIsUnreadable(String good, String bad) throws Exception {
        String spoilt = VALUE.replace(good, bad);
        assertThat(spoilt).isNotEqualTo(VALUE);
        assertUnreadable(PUBLIC, spoilt);
    }

    @Test
    void answerThatGoesOnBeyondItsLengthIsUnreadable() throws Exception {
        assertUnreadable(PUBLIC + "00", VALUE);
        assertUnreadable(PUBLIC, VALUE + "00".repeat(9000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/null", "/dev/zero", "/dev/full"})
    void deviceThatIsNoTpmIsUnreadable(Path device) {
        assertThatThrownBy(new TpmCounter(device, 0x01800000)::read)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ForeignCounterException.class);
    }

    @Test
    void fileInPlaceOfATpmIsNeitherReadNorWritten() throws IOException {
        Path file = Files.write(temporary.resolve("tpm"), Hex.bytes(PUBLIC));
        assertThatThrownBy(counter()::read)
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is neither a character device nor a socket");
        assertThat(file).hasBinaryContent(Hex.bytes(PUBLIC));
    }

    @Test
    void tpmThatStaysSilentIsGivenUp() throws IOException {
        Path socket = temporary.resolve("tpm");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertThatThrownBy(counter()::read)
                    .isInstanceOf(IOException.class)
                    .hasMessage(socket + " did not answer in time");
        }
    }

    @Test
    void socketThatNobodyServesIsUnreadable() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(temporary.resolve("tpm")));
        }
        assertThatThrownBy(counter()::read)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ForeignCounterException.class);
    }

    @Test
    void tpmThatIsGoneIsUnreadable() {
        assertThatThrownBy(counter()::read)
                .isInstanceOf(IOException.class)
                .hasMessage(temporary.resolve("tpm") + ": no such device");
    }

    private void assertUnreadable(String... answers) throws Exception {
        assertThatThrownBy(reading(answers))
                .as(String.join(" ", answers))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ForeignCounterException.class);
    }

    private ThrowingCallable reading(String... answers) {
        return () -> {
            CannedTpm tpm = tpm(answers);
            try {
                counter().read();
            } finally {
                tpm.close();
                Files.deleteIfExists(temporary.resolve("tpm"));
            }
        };
    }

    private CannedTpm tpm(String... answers) throws IOException {
        List<byte[]> bytes = new ArrayList<>();
        for (String answer : answers) {
            bytes.add(Hex.bytes(answer));
        }
        return new CannedTpm(temporary.resolve("tpm"), bytes);
    }

    private TpmCounter counter() {
        return new TpmCounter(temporary.resolve("tpm"), 0x01800000);
    }
}
