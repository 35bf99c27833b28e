package stanchion.powercut.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Random operations on a few names in a folder, and what each gave.
final class Walk {
    private static final List<String> NAMES = List.of("a", "b", "sub", "sub/a", "sub/b", "b/a");
    private static final StandardOpenOption[][] OPENINGS = {
        {StandardOpenOption.WRITE},
        {StandardOpenOption.WRITE, StandardOpenOption.CREATE},
        {StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW},
        {StandardOpenOption.APPEND},
        {StandardOpenOption.READ, StandardOpenOption.WRITE},
        {StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING},
    };

    private interface Step {
        String run() throws IOException;
    }

    private final Path folder;
    private final SplittableRandom random;

    Walk(Path folder, long seed) {
        this.folder = folder;
        this.random = new SplittableRandom(seed);
    }

    /// Does one thing.
    ///
    /// @return what it was and what came of it
    String step() {
        Path one = folder.resolve(NAMES.get(random.nextInt(NAMES.size())));
        Path other = folder.resolve(NAMES.get(random.nextInt(NAMES.size())));
        int what = random.nextInt(14);
        int number = random.nextInt(2000);
        byte[] bytes = new byte[random.nextInt(1500)];
        Arrays.fill(bytes, (byte) number);
        String name = what + " " + folder.relativize(one) + " " + folder.relativize(other) + ": ";
        return name + said(() -> act(what, one, other, number, bytes));
    }

    private String said(Step step) {
        try {
            return step.run();
        } catch (IOException | RuntimeException failed) {
            return failed.getClass().getSimpleName();
        }
    }

    private String act(int what, Path one, Path other, int number, byte[] bytes)
            throws IOException {
        switch (what) {
            case 0, 1 -> Files.write(one, bytes);
            case 2 -> Files.createDirectory(one);
            case 3 -> Files.delete(one);
            case 4 -> Files.move(one, other, StandardCopyOption.ATOMIC_MOVE);
            case 5 -> Files.move(one, other);
            case 6 -> Files.move(one, other, StandardCopyOption.REPLACE_EXISTING);
            case 7, 8 -> {
                return edited(one, number, bytes);
            }
            case 9 -> {
                return listed(one);
            }
            case 10 -> {
                return attributes(one);
            }
            case 11 -> {
                return "" + Files.deleteIfExists(one);
            }
            case 12 -> {
                return Arrays.hashCode(Files.readAllBytes(one)) + synced(other);
            }
            default -> {
                Files.copy(one, other);
                return Files.exists(other) + " " + Files.isDirectory(other);
            }
        }
        return "done";
    }

    private String edited(Path one, int number, byte[] bytes) throws IOException {
        StandardOpenOption[] opening = OPENINGS[random.nextInt(OPENINGS.length)];
        try (FileChannel channel = FileChannel.open(one, opening)) {
            channel.position(number);
            int count = channel.write(ByteBuffer.wrap(bytes));
            channel.truncate(number + 300L);
            channel.force(true);
            ByteBuffer back = ByteBuffer.allocate(700);
            return count
                    + " "
                    + channel.position()
                    + " "
                    + channel.size()
                    + " "
                    + said(() -> channel.read(back, 100) + " " + Arrays.hashCode(back.array()));
        }
    }

    private String synced(Path other) throws IOException {
        try (FileChannel channel = FileChannel.open(other, StandardOpenOption.READ)) {
            channel.force(true);
            return said(() -> "" + channel.read(ByteBuffer.allocate(1)));
        }
    }

    private static String listed(Path one) throws IOException {
        List<String> names = new java.util.ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(one)) {
            stream.forEach(path -> names.add(path.getFileName().toString()));
        }
        return names.stream().sorted().toList().toString();
    }

    private static String attributes(Path one) throws IOException {
        Map<String, Object> found =
                new TreeMap<>(
                        Files.readAttributes(
                                one, "unix:mode,nlink,size", LinkOption.NOFOLLOW_LINKS));
        if (Files.isDirectory(one)) {
            return "folder";
        }
        Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rw-r-x--x"));
        return found.get("nlink")
                + " "
                + found.get("size")
                + Integer.toOctalString(
                        (int) Files.getAttribute(one, "unix:mode", LinkOption.NOFOLLOW_LINKS))
                + Files.isRegularFile(one);
    }
}
