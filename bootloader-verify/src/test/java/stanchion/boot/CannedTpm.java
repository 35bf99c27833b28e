package stanchion.boot;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A socket that answers every command with the next of some prepared answers.
final class CannedTpm implements AutoCloseable {
    private static final int SHORTEST = 10;

    final List<String> commands = new CopyOnWriteArrayList<>();
    private final ServerSocketChannel server;

    CannedTpm(Path socket, List<byte[]> answers) throws IOException {
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(() -> serve(answers));
    }

    private void serve(List<byte[]> answers) {
        try (SocketChannel client = server.accept()) {
            for (byte[] answer : answers) {
                ByteBuffer command = ByteBuffer.allocate(4096);
                client.read(command);
                byte[] bytes = new byte[command.position()];
                command.flip().get(bytes);
                commands.add(Hex.of(bytes));
                client.write(ByteBuffer.wrap(answer));
                if (answer.length < SHORTEST) {
                    return; // it hangs up instead of completing this
                }
            }
        } catch (IOException closed) {
            commands.add(closed.toString());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
