package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// 256 bits out of a memory that is longer, or too short.
final class NvmemBitsTest {
    @TempDir private Path temporary;

    @ParameterizedTest
    @CsvSource({"0", "1", "144", "224"})
    void valueIsWhatStandsAtTheOffset(int offset) throws IOException {
        assertThat(new NvmemBits(memory(256), offset).read())
                .isEqualTo(Arrays.copyOfRange(counting(256), offset, offset + 32));
    }

    @ParameterizedTest
    @CsvSource({"225, 31", "255, 1", "256, 0", "1000, 0"})
    void memoryThatEndsTooEarlyIsNoValue(int offset, int found) throws IOException {
        Path memory = memory(256);
        assertThatThrownBy(() -> new NvmemBits(memory, offset).read())
                .isInstanceOf(IOException.class)
                .hasMessage(memory + " holds " + found + " of 32 bytes at offset " + offset);
    }

    @Test
    void memoryThatIsNotThereIsNoValue() {
        Path missing = temporary.resolve("nvmem");
        assertThatThrownBy(() -> new NvmemBits(missing, 0).read()).isInstanceOf(IOException.class);
    }

    private Path memory(int bytes) throws IOException {
        return Files.write(temporary.resolve("nvmem"), counting(bytes));
    }

    private static byte[] counting(int bytes) {
        byte[] memory = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            memory[i] = (byte) i;
        }
        return memory;
    }
}
