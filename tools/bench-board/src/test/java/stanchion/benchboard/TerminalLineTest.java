package stanchion.benchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pipe with a name stands for a device: who reads it waits, and it is no socket.
class TerminalLineTest {
    @TempDir private Path folder;

    private Path pipe() throws Exception {
        Path pipe = folder.resolve("terminals");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        return pipe;
    }

    @Test
    void deviceBringsTheSamplesThatAreWrittenToIt() throws Exception {
        Path pipe = pipe();
        byte[] frame = TerminalCodec.encode(new TerminalRecord.Sensed(Samplers.idle(7)));
        TerminalReceiver receiver = new TerminalReceiver(pipe);
        Thread sampler = Thread.ofPlatform().daemon().start(receiver);
        try (FileChannel outside = FileChannel.open(pipe, StandardOpenOption.WRITE)) {
            // whoever opens a line may come in the middle of a frame
            outside.write(ByteBuffer.wrap(frame, 100, frame.length - 100));
            outside.write(ByteBuffer.wrap(frame));
            CompletableFuture<Long> first =
                    CompletableFuture.supplyAsync(() -> {
                        while (receiver.arrived().isEmpty()) {
                            Thread.onSpinWait();
                        }
                        return receiver.arrived().element().mains().firstFrame();
                    });
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(7);
            receiver.close();
        }
        assertThat(sampler.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void whoWaitsForADeviceKeepsNobodyFromWritingToIt() throws Exception {
        Path pipe = pipe();
        try (TerminalLine line = TerminalLine.open(pipe)) {
            CompletableFuture<Byte> read =
                    CompletableFuture.supplyAsync(() -> {
                        ByteBuffer one = ByteBuffer.allocate(1);
                        try {
                            line.read(one);
                        } catch (IOException gone) {
                            throw new UncheckedIOException(gone);
                        }
                        return one.get(0);
                    });
            line.write(ByteBuffer.wrap(new byte[] {42})); // its own echo, as a pipe has it
            assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo((byte) 42);
        }
        assertThat(Files.exists(pipe)).isTrue();
    }
}
