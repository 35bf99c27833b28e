package stanchion.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// 256 bits of a memory that the kernel shows as a file, `/sys/bus/nvmem/devices/*/nvmem`.
///
/// Byte 0 of the value is the file's byte at the offset. Drivers of word-wide memories show each
/// word in the order of the CPU, so what one adapter wrote only the same adapter reads back.
public final class NvmemBits implements OneTimeProgrammable, DeviceKey {
    private final Path file;
    private final long offset;

    /// @param offset of the first byte in the file
    public NvmemBits(Path file, long offset) {
        this.file = file;
        this.offset = offset;
    }

    @Override
    public byte[] read() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no regular file");
        }
        ByteBuffer bytes = ByteBuffer.allocate(OneTimeProgrammable.BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            fill(channel, bytes);
        }
        if (bytes.hasRemaining()) {
            throw new IOException(
                    file + " holds " + bytes.position() + " of 32 bytes at offset " + offset);
        }
        return bytes.array();
    }

    /// A driver may hand out a word at a time.
    private void fill(FileChannel channel, ByteBuffer bytes) throws IOException {
        int read;
        do {
            read = channel.read(bytes, offset + bytes.position());
        } while (read > 0 && bytes.hasRemaining());
    }
}
