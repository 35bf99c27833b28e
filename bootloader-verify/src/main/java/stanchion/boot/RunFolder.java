package stanchion.boot;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The folder the firmware runs from. Until everything is in place the copy is called
/// `app.partial`; whoever finds `charger.args` finds all the rest.
///
/// ```text
/// app/            the verified copy
/// gateway.args    argument files of the java launcher
/// charger.args
/// boot.json       what was decided, see BootStatement; alone when nothing boots
/// slots.key       the key of the slot records, for the gateway, which writes them
/// identity.key    only with `identity = wrapped`: the key that unwraps it
/// ```
final class RunFolder implements VerifiedCopy {
    /// Whether the folder may lie on a disk, where a copy could be changed behind the kernel.
    enum Place {
        RAM,
        ANYWHERE
    }

    static final String IDENTITY_KEY = "identity.key";
    static final String SLOTS_KEY = "slots.key";

    private static final String[] FILES = {
        "charger.args", "gateway.args", BootStatement.FILE, IDENTITY_KEY, SLOTS_KEY
    };

    /// For everything beside the copy.
    static final long MARGIN_BYTES = 512 * 1024;

    private static final int GROUP_OR_OTHERS_WRITE = 0022;

    private final Path folder;
    private final Path partial;

    private RunFolder(Path folder) {
        this.folder = folder;
        this.partial = folder.resolve("app.partial");
    }

    /// @throws Refused with `RUN_FOLDER` or `RUN_FOLDER_NOT_RAM`
    static RunFolder prepare(Path folder, Place place) throws Refused {
        Path absolute = folder.toAbsolutePath().normalize();
        String name = absolute.toString();
        if (name.indexOf(':') >= 0 || name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
            throw new Refused(Refusal.RUN_FOLDER, name + " would break a module path");
        }
        try {
            checkOwn(absolute);
            if (place == Place.RAM && !onRam(absolute)) {
                throw new Refused(Refusal.RUN_FOLDER_NOT_RAM, name);
            }
            RunFolder run = new RunFolder(absolute);
            run.checkFree();
            return run;
        } catch (IOException unusable) {
            throw new Refused(Refusal.RUN_FOLDER, name);
        }
    }

    private static void checkOwn(Path folder) throws IOException, Refused {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new Refused(Refusal.RUN_FOLDER, folder + " is not a folder");
        }
        Map<String, Object> found =
                Files.readAttributes(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if (((Integer) found.getOrDefault("mode", 0) & GROUP_OR_OTHERS_WRITE) != 0) {
            throw new Refused(Refusal.RUN_FOLDER, folder + " can be written by others");
        }
    }

    static boolean onRam(Path folder) throws IOException {
        String type = Files.getFileStore(folder).type();
        return type.equals("tmpfs") || type.equals("ramfs");
    }

    private void checkFree() throws Refused {
        checkFree("app");
        checkFree("app.partial");
        for (String name : FILES) {
            checkFree(name);
        }
    }

    private void checkFree(String name) throws Refused {
        if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            throw new Refused(Refusal.RUN_FOLDER, folder + " already holds " + name);
        }
    }

    /// A file system without a limit says that it has no bytes at all.
    @Override
    public long room() {
        try {
            FileStore store = Files.getFileStore(folder);
            return store.getTotalSpace() == 0
                    ? Long.MAX_VALUE
                    : Math.max(0, store.getUsableSpace() - MARGIN_BYTES);
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }

    /// An empty `app.partial`.
    void begin() throws IOException {
        Files.createDirectory(
                partial,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    @Override
    public OutputStream create(String name, long modified) throws IOException {
        Path file = partial.resolve(name);
        OutputStream out =
                Files.newOutputStream(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                super.close();
                Files.setLastModifiedTime(file, FileTime.from(modified, TimeUnit.SECONDS));
            }
        };
    }

    /// Puts a file beside the copy: a key for its owner alone, anything else for whoever starts.
    void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        boolean secret = name.equals(IDENTITY_KEY) || name.equals(SLOTS_KEY);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--")));
        Files.write(file, content, StandardOpenOption.WRITE);
    }

    /// Puts copy and launch files in place, `charger.args` last.
    void finish(Targets targets) throws IOException {
        Path app = folder.resolve("app");
        Files.move(partial, app);
        Release.Programs programs = targets.release().programs();
        Launch launch = new Launch(targets, app, Runtime.getRuntime().availableProcessors());
        write("gateway.args", utf8(launch.gateway(programs.gateway())));
        write("charger.args", utf8(launch.charger(programs.charger())));
    }

    private static byte[] utf8(String lines) {
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    /// Leaves the folder as it was, as far as the file system lets.
    void discard() {
        try {
            for (String name : FILES) {
                Files.deleteIfExists(folder.resolve(name));
            }
            empty(partial);
            empty(folder.resolve("app"));
        } catch (IOException stays) {
            System.err.println("remove " + folder + " by hand: " + stays);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    private static void empty(Path copy) throws IOException {
        if (!Files.isDirectory(copy, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(copy)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(copy);
    }
}
