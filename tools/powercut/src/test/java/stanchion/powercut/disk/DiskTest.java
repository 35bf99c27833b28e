package stanchion.powercut.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What a disk keeps, and what it may lose.
final class DiskTest {
    private final Disk disk = new Disk();
    private final Path top = disk.top();
    private final Path file = top.resolve("file");

    @Test
    void syncedFileWithSyncedNameIsKept() throws IOException {
        write(file, "kept");
        sync(file);
        assertThat(found(Dice.nothing())).isEmpty();
        sync(top);
        assertThat(found(Dice.nothing())).containsExactly("file=kept");
        assertThat(disk.dirty()).isFalse();
    }

    @Test
    void syncOfTheFolderDoesNotKeepWhatIsInItsFiles() throws IOException {
        write(file, "lost");
        sync(top);
        assertThat(found(Dice.nothing())).containsExactly("file=");
        assertThat(found(Dice.everything())).containsExactly("file=lost");
    }

    @Test
    void fileInANewFolderIsLostWithTheFoldersName() throws IOException {
        Path inner = Files.createDirectory(top.resolve("inner"));
        write(inner.resolve("file"), "lost");
        sync(inner.resolve("file"));
        sync(inner);
        assertThat(found(Dice.nothing())).isEmpty();
        sync(top);
        assertThat(found(Dice.nothing())).containsExactly("inner/", "inner/file=lost");
    }

    @Test
    void renameIsFoundDoneOrNotDone() throws IOException {
        write(file, "old");
        write(top.resolve("new"), "new");
        sync(file);
        sync(top.resolve("new"));
        sync(top);
        Files.move(top.resolve("new"), file, StandardCopyOption.ATOMIC_MOVE);
        Set<String> states = new TreeSet<>();
        for (long seed = 0; seed < 50; seed++) {
            states.add(String.join(" ", found(disk, Dice.mixture(seed))));
        }
        assertThat(states).containsExactlyInAnyOrder("file=old new=new", "file=new");
    }

    @Test
    void renameToAnotherFolderIsKeptInBothWhenEitherIsSynced() throws IOException {
        Path inner = Files.createDirectory(top.resolve("inner"));
        write(file, "x");
        sync(file);
        sync(top);
        Files.move(file, inner.resolve("file"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(found(Dice.nothing())).containsExactly("file=x", "inner/");
        sync(inner);
        assertThat(found(Dice.nothing())).containsExactly("inner/", "inner/file=x");
    }

    @Test
    void blocksOfOneWriteAreKeptEachByItself() throws IOException {
        write(file, "a".repeat(4 * FileNode.BLOCK));
        sync(file);
        sync(top);
        write(file, "b".repeat(4 * FileNode.BLOCK));
        Set<String> states = new TreeSet<>();
        for (long seed = 0; seed < 3000; seed++) {
            String content = found(disk, Dice.mixture(seed)).getFirst();
            StringBuilder blocks = new StringBuilder();
            for (int block = 0; block < 4; block++) {
                blocks.append(content.charAt("file=".length() + block * FileNode.BLOCK));
            }
            states.add(blocks.toString());
        }
        assertThat(states).hasSize(16);
    }

    @Test
    void lengthAndBlocksOfAGrowingFileAreKeptEachByThemselves() throws IOException {
        write(file, "");
        sync(top);
        write(file, "text");
        Set<String> states = new TreeSet<>();
        for (long seed = 0; seed < 100; seed++) {
            states.addAll(found(disk, Dice.mixture(seed)));
        }
        assertThat(states).containsExactlyInAnyOrder("file=", "file=text", "file=\0\0\0\0");
    }

    @Test
    void namesAreKeptInAnyOrderButOneNameInItsOwn() throws IOException {
        write(file, "");
        write(top.resolve("other"), "");
        Files.delete(file);
        Set<String> states = new TreeSet<>();
        for (long seed = 0; seed < 100; seed++) {
            states.add(String.join(" ", found(disk, Dice.mixture(seed))));
        }
        assertThat(states).containsExactlyInAnyOrder("", "file=", "other=", "file= other=");
    }

    @Test
    void powerGoesAtTheChosenChangeAndStaysAway() throws IOException {
        disk.set(Fault.powerAt(2));
        assertThatThrownBy(() -> write(file, "cut")).isInstanceOf(PowerCutError.class);
        assertThat(disk.off()).isTrue();
        assertThatThrownBy(() -> Files.exists(file)).isInstanceOf(PowerCutError.class);
        assertThat(found(Dice.everything())).containsExactly("file=cut");
        assertThat(disk.log())
                .extracting(Operation::toString)
                .containsExactly("1 CREATE /file", "2 WRITE /file");
    }

    @Test
    void powerThatGoesDuringASyncHasPromisedNothing() throws IOException {
        write(file, "text");
        sync(top);
        disk.set(Fault.powerAt(1));
        assertThatThrownBy(() -> sync(file)).isInstanceOf(PowerCutError.class);
        assertThat(found(Dice.nothing())).containsExactly("file=");
    }

    @Test
    void fullDiskTakesTheFirstHalfAndThenNothing() throws IOException {
        disk.set(Fault.fullFrom(2));
        assertThatThrownBy(() -> write(file, "1234"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        assertThat(file).hasContent("12");
        Files.delete(file);
        disk.set(Fault.NONE);
        write(file, "1234");
        assertThat(file).hasContent("1234");
    }

    @Test
    void chosenReadFailsOnce() throws IOException {
        write(file, "1234");
        disk.set(Fault.unreadableAt(2));
        assertThatThrownBy(() -> Files.readAllBytes(file)).hasMessageContaining("Input/output");
        assertThat(Files.readAllBytes(file)).hasSize(4);
    }

    @Test
    void lyingDiskForgetsWhatItPromised() throws IOException {
        Disk liar = new Disk((kind, path) -> kind == Operation.Kind.SYNC && path.equals("/file"));
        write(liar.top().resolve("file"), "lost");
        write(liar.top().resolve("other"), "kept");
        sync(liar.top().resolve("file"));
        sync(liar.top().resolve("other"));
        sync(liar.top());
        assertThat(found(liar, Dice.nothing())).containsExactly("file=", "other=kept");
    }

    @Test
    void pathsOfAnotherFileSystemAreNotFollowed() {
        assertThatThrownBy(() -> top.resolve(Path.of("other")))
                .isInstanceOf(ProviderMismatchException.class);
        assertThatThrownBy(file::toFile).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void roomIsWhatTheFilesLeave() throws IOException {
        long before = Files.getFileStore(top).getUsableSpace();
        write(file, "1");
        assertThat(before - Files.getFileStore(top).getUsableSpace()).isEqualTo(DiskStore.PAGE);
        assertThatThrownBy(() -> Files.getFileStore(top.resolve("missing")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private java.util.List<String> found(Dice dice) throws IOException {
        return found(disk, dice);
    }

    private static java.util.List<String> found(Disk disk, Dice dice) throws IOException {
        return Found.in(disk.survivor(dice).top());
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel open = FileChannel.open(path, StandardOpenOption.READ)) {
            open.force(true);
        }
    }
}
