package stanchion.release.provision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Rows in a file: a bench's OTP, or a kernel's nvmem file. Bits that are 1 stay 1 here too.
///
/// @param offset of the first row in the file, in bytes
public record FileWriter(Path file, long offset) implements OtpRows {
    @Override
    public void program(int row, int value) throws IOException {
        long at = offset + (long) row * Integer.BYTES;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES);
            if (channel.read(bytes, at) != Integer.BYTES) {
                throw new IOException(file + " ends before row " + row);
            }
            bytes.putInt(0, bytes.getInt(0) | value).rewind();
            if (channel.write(bytes, at) != Integer.BYTES) {
                throw new IOException(file + " took a part of row " + row);
            }
            channel.force(true);
        }
    }
}
