package stanchion.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The native half of a library. Its jar carries one for every machine and unpacks one into a
/// folder that anybody may write; a slot carries the one it needs as a file of its own, in the
/// verified copy, and a jar without any.
///
/// @param artifact whose jar carries it
/// @param library the file's name in a slot
/// @param folders of the jar that are left out
/// @param linux the folder that holds one folder for each machine
/// @param machines the folders' names, where they are not those of `os.arch`
record NativeHalf(
        String artifact,
        String library,
        List<String> folders,
        String linux,
        Map<String, String> machines) {
    private static final List<NativeHalf> ALL =
            List.of(
                    new NativeHalf(
                            "sqlite-jdbc",
                            "libsqlitejdbc.so",
                            List.of("org/sqlite/native/"),
                            "org/sqlite/native/Linux/",
                            Map.of("amd64", "x86_64")),
                    new NativeHalf(
                            "jSerialComm",
                            "libjSerialComm.so",
                            List.of(
                                    "Android/",
                                    "FreeBSD/",
                                    "Linux/",
                                    "OSX/",
                                    "OpenBSD/",
                                    "Solaris/",
                                    "Windows/"),
                            "Linux/",
                            Map.of("amd64", "x86_64", "aarch64", "armv8_64")));

    static Optional<NativeHalf> of(String artifact) {
        for (NativeHalf half : ALL) {
            if (half.artifact.equals(artifact)) {
                return Optional.of(half);
            }
        }
        return Optional.empty();
    }

    /// The library for a machine.
    ///
    /// @param machine as Java names it
    byte[] from(String name, byte[] jar, String machine) throws ReleaseException {
        String wanted = linux + machines.getOrDefault(machine, machine) + "/" + library;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                if (e.getName().equals(wanted)) {
                    return in.readAllBytes();
                }
            }
        } catch (IOException broken) {
            throw new ReleaseException(name + ": not a readable jar", broken);
        }
        throw new ReleaseException(name + ": holds no " + library + " for " + machine);
    }
}
