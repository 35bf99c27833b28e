package stanchion.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import stanchion.control.ControlCycle.Memory;
import stanchion.link.EnergyTotals;
import stanchion.powercut.disk.Lies;
import stanchion.powercut.disk.Operation;
import stanchion.units.WattHours;

/// The energy register under power cuts, and registers that are not careful, which are caught.
final class EnergyCutsTest {
    private static final int MIXTURES = 16;

    @Test
    void registerIsNeverLowerThanAcknowledgedAndNeverCountsTwice() {
        EnergyCuts.Result result = EnergyCuts.run(Lies.NONE, MIXTURES);
        assertThat(result.findings()).isEmpty();
        assertThat(result.cuts()).isGreaterThan(20);
        assertThat(result.survivors()).isGreaterThan(20 * MIXTURES);
    }

    @Test
    void registerWhoseSyncsDoNothingIsCaught() {
        Lies lies = (kind, path) -> kind == Operation.Kind.SYNC;
        assertThat(EnergyCuts.run(lies, MIXTURES).findings()).isNotEmpty();
    }

    @Test
    void registerThatIsWrittenOverInPlaceIsCaught() {
        EnergyCuts.Result result =
                EnergyCuts.run(Lies.NONE, MIXTURES, (folder, lies) -> new InPlace(folder));
        assertThat(result.findings()).isNotEmpty();
    }

    /// One record, written over again and again: synced, and yet torn.
    private static final class InPlace implements EnergyCuts.Store {
        private final Path file;

        InPlace(Path folder) {
            file = folder.resolve("energy");
        }

        @Override
        public Memory memory() {
            try {
                byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
                if (bytes.length < Long.BYTES) {
                    return Memory.NONE;
                }
                long number = ByteBuffer.wrap(bytes).getLong();
                return new Memory(EnergyTotals.of(new WattHours(number)), number, 0);
            } catch (IOException unreadable) {
                return Memory.NONE;
            }
        }

        @Override
        public void write(Memory memory) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
            bytes.putLong(memory.sessions()).flip();
            try (FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                channel.write(bytes);
                channel.force(true);
            }
        }
    }
}
