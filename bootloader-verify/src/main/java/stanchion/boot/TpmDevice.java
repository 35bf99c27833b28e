package stanchion.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A TPM behind the kernel, `/dev/tpmrm0`: a command is one write, its answer one read, and the
/// kernel gives up on a TPM that stays silent.
final class TpmDevice implements TpmChannel {
    private final Path path;
    private final FileChannel channel;

    TpmDevice(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public byte[] exchange(byte[] command) throws IOException {
        if (channel.write(ByteBuffer.wrap(command)) != command.length) {
            throw new IOException(path + " took part of a command");
        }
        ByteBuffer answer = ByteBuffer.allocate(LARGEST);
        if (channel.read(answer) <= 0) {
            throw new IOException(path + " did not answer");
        }
        byte[] bytes = new byte[answer.position()];
        answer.flip().get(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
