package stanchion.powercut.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The protocol from a client's side, byte for byte, and once more with QEMU's own client.
@Timeout(30)
final class NbdServerTest implements NbdServer.Host {
    private static final int SIZE = 1 << 20;
    private static final long OPTION = 0x49484156454F5054L;

    @TempDir private Path folder;
    private final Medium medium = new Medium(new byte[SIZE], 512);
    private int changesLeft = Integer.MAX_VALUE;
    private Optional<NbdServer> server = Optional.empty();

    @Override
    public Medium medium() {
        return medium;
    }

    @Override
    public boolean change(Medium of) {
        if (--changesLeft > 0) {
            return true;
        }
        of.cut(new SplittableRandom(1));
        return false;
    }

    @BeforeEach
    void open() throws IOException {
        server = Optional.of(NbdServer.open(folder.resolve("nbd.sock"), this));
    }

    @AfterEach
    void close() throws IOException {
        server.orElseThrow().close();
    }

    private record Client(SocketChannel channel, DataInputStream in, DataOutputStream out) {
        void option(int option) throws IOException {
            out.writeLong(OPTION);
            out.writeInt(option);
            out.writeInt(0);
        }

        int replyTo(int option) throws IOException {
            assertThat(in.readLong()).isEqualTo(0x0003e889045565a9L);
            assertThat(in.readInt()).isEqualTo(option);
            int reply = in.readInt();
            in.skipNBytes(in.readInt());
            return reply;
        }

        void request(int flags, int type, long at, int length) throws IOException {
            out.writeInt(0x25609513);
            out.writeShort(flags);
            out.writeShort(type);
            out.writeLong(77);
            out.writeLong(at);
            out.writeInt(length);
        }

        int error() throws IOException {
            assertThat(in.readInt()).isEqualTo(0x67446698);
            int error = in.readInt();
            assertThat(in.readLong()).isEqualTo(77);
            return error;
        }
    }

    private Client client() throws IOException {
        SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("nbd.sock")));
        Client client =
                new Client(
                        channel,
                        new DataInputStream(Channels.newInputStream(channel)),
                        new DataOutputStream(Channels.newOutputStream(channel)));
        assertThat(client.in.readNBytes(8)).asString().isEqualTo("NBDMAGIC");
        assertThat(client.in.readLong()).isEqualTo(OPTION);
        assertThat(client.in.readUnsignedShort()).isEqualTo(3);
        client.out.writeInt(3);
        return client;
    }

    private Client attached() throws IOException {
        Client client = client();
        client.option(1);
        assertThat(client.in.readLong()).isEqualTo(SIZE);
        assertThat(client.in.readUnsignedShort()).isEqualTo(1 | 4 | 8);
        return client;
    }

    @Test
    void unknownOptionIsDeclinedAndTheExportIsDescribed() throws IOException {
        Client client = client();
        client.option(8); // structured replies
        assertThat(client.replyTo(8)).isEqualTo(0x8000_0001);
        client.option(3);
        assertThat(client.replyTo(3)).isEqualTo(2);
        assertThat(client.replyTo(3)).isEqualTo(1);
        client.option(7);
        assertThat(client.replyTo(7)).isEqualTo(3);
        assertThat(client.replyTo(7)).isEqualTo(1);
        client.request(0, 3, 0, 0);
        assertThat(client.error()).isZero();
    }

    @Test
    void whatIsWrittenIsReadAndSafeOnlyOnceFlushed() throws IOException {
        Client client = attached();
        client.request(0, 1, 4096, 3);
        client.out.writeBytes("abc");
        assertThat(client.error()).isZero();
        client.request(0, 0, 4095, 5);
        assertThat(client.error()).isZero();
        assertThat(client.in.readNBytes(5)).asString().isEqualTo("\0abc\0");
        assertThat(medium.survivor()[4096]).isZero();
        client.request(0, 3, 0, 0);
        assertThat(client.error()).isZero();
        assertThat(medium.survivor()[4096]).isEqualTo((byte) 'a');
    }

    @Test
    void forcedWriteIsSafeWithoutAFlush() throws IOException {
        Client client = attached();
        client.request(1, 1, 0, 2);
        client.out.writeBytes("ok");
        assertThat(client.error()).isZero();
        assertThat(medium.survivor()[1]).isEqualTo((byte) 'k');
    }

    @Test
    void whatLiesOutsideOrIsUnknownIsAnError() throws IOException {
        Client client = attached();
        client.request(0, 0, SIZE, 1);
        assertThat(client.error()).isEqualTo(22);
        client.request(0, 1, SIZE - 1L, 2);
        client.out.writeBytes("xx");
        assertThat(client.error()).isEqualTo(28);
        client.request(0, 0, -1, 1);
        assertThat(client.error()).isEqualTo(22);
        client.request(0, 4, 0, 512); // trim was never offered
        assertThat(client.error()).isEqualTo(22);
        client.request(0, 0, 0, 1);
        assertThat(client.error()).isZero();
    }

    @Test
    void requestThatIsTooLongEndsTheConnection() throws IOException {
        Client client = attached();
        client.request(0, 1, 0, NbdServer.LONGEST + 1);
        assertThat(client.in.read()).isEqualTo(-1);
        assertThat(attached().channel.isOpen()).isTrue();
    }

    @Test
    void nothingIsAnsweredOnceThePowerIsOff() throws IOException {
        changesLeft = 2;
        Client client = attached();
        client.request(0, 1, 0, 1);
        client.out.writeBytes("a");
        assertThat(client.error()).isZero();
        client.request(0, 3, 0, 0); // counts as the second change, and is cut off
        client.request(0, 0, 0, 1);
        client.channel.shutdownOutput();
        assertThat(client.in.read()).isEqualTo(-1); // no answer, then the end
    }

    @Test
    void whatIsNotTheProtocolEndsTheConnection() throws IOException {
        Client client = client();
        assertThatThrownBy(
                        () -> {
                            client.out.writeBytes("GET / HTTP/1.1\r\n");
                            client.replyTo(0);
                        })
                .isInstanceOf(IOException.class);
    }

    @Test
    void qemuWritesAndReadsThroughIt() throws IOException, InterruptedException {
        Path tool = Path.of("/usr/bin/qemu-io");
        Assumptions.assumeTrue(
                Files.isExecutable(tool), "qemu-io is missing: sudo apt install qemu-utils");
        String export = "nbd+unix:///?socket=" + folder.resolve("nbd.sock");
        Process process =
                new ProcessBuilder(
                                tool.toString(),
                                "-f",
                                "raw",
                                "-t",
                                "none",
                                "-c",
                                "write -P 65 8k 20k",
                                "-c",
                                "flush",
                                "-c",
                                "write -f -P 66 512 512",
                                "-c",
                                "read -P 65 9k 10k",
                                "-c",
                                "write -P 67 64k 4k",
                                export)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        byte[] found = medium.survivor();
        assertThat(found[(28 << 10) - 1]).isEqualTo((byte) 65);
        assertThat(found[512]).isEqualTo((byte) 66);
    }
}
