package stanchion.charger;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The socket file the gateway connects to: for owner and group alone from its first moment,
/// because a shipped gateway is another user; in place of whatever a previous life left there, gone
/// when closed.
///
/// @param channel does not block
record LinkSocket(ServerSocketChannel channel, Path path) implements AutoCloseable {
    private static final int WAITING_CLIENTS = 4;

    static LinkSocket open(Path path) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(fresh), WAITING_CLIENTS);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-rw----"));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            channel.configureBlocking(false);
            return new LinkSocket(channel, path);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            Files.deleteIfExists(fresh);
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }
}
