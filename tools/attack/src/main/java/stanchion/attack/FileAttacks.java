package stanchion.attack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stanchion.boot.Refusal;

/// Group E, first part: files of a slot that are not what was signed, or are no plain files.
final class FileAttacks {
    private static final String JAR = "charger.jar";
    private static final Twin UNTOUCHED =
            new Twin("the same bytes are written anew", charger -> rewrite(charger, JAR));

    private FileAttacks() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>(contents());
        cases.addAll(kinds());
        cases.addAll(names());
        return cases;
    }

    private static List<Case> contents() {
        return List.of(
                altered(
                        "E01",
                        "the first byte of a jar is altered",
                        JAR,
                        bytes -> Contents.flip(bytes, 0)),
                altered(
                        "E02",
                        "a byte in the middle of a jar is altered",
                        JAR,
                        bytes -> Contents.flip(bytes, bytes.length / 2)),
                altered(
                        "E03",
                        "the last byte of a jar is altered",
                        JAR,
                        bytes -> Contents.flip(bytes, bytes.length - 1)),
                altered(
                        "E04",
                        "a jar of the same length whose program is the attacker's",
                        JAR,
                        Evil::of),
                altered(
                        "E05",
                        "a byte of the board description is altered",
                        "board.conf",
                        bytes -> Contents.flip(bytes, 3)),
                altered(
                        "E06",
                        "a byte of a native library is altered",
                        "libcanary.so",
                        bytes -> Contents.flip(bytes, 100)),
                length(
                        "E07",
                        "the last byte of a jar is cut off",
                        bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
                length(
                        "E08",
                        "a byte is appended to a jar",
                        bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
                length("E09", "a jar is emptied", bytes -> new byte[0]),
                Case.of("E10", "a jar is a sparse file of ten gibibytes")
                        .refused(Refusal.FILE_LENGTH)
                        .by(charger -> sparse(charger, 10L << 30))
                        .unless(
                                "a jar is a sparse file of its own length",
                                charger -> {
                                    byte[] jar = Contents.of(charger, JAR);
                                    sparse(charger, jar.length);
                                    Contents.plant(charger, JAR, jar);
                                }),
                Case.of("E11", "a jar is removed")
                        .refused(Refusal.FILE_MISSING)
                        .by(charger -> Files.delete(charger.slotA().resolve(JAR)))
                        .unless(UNTOUCHED),
                Case.of("E12", "the jars of the two programs change places")
                        .refused(Refusal.FILE_DIGEST)
                        .by(charger -> {
                            byte[] jar = Contents.of(charger, JAR);
                            Contents.plant(charger, JAR, Contents.of(charger, "gateway.jar"));
                            Contents.plant(charger, "gateway.jar", jar);
                        })
                        .unless(UNTOUCHED));
    }

    private static List<Case> kinds() {
        return List.of(
                kind(
                        "E13",
                        "a jar is a symbolic link to the same bytes",
                        JAR,
                        (charger, file) -> {
                            Files.move(file, charger.work().resolve("moved"));
                            Files.createSymbolicLink(file, charger.work().resolve("moved"));
                        }),
                kind(
                        "E14",
                        "targets.json is a symbolic link to the same bytes",
                        "targets.json",
                        (charger, file) -> {
                            Files.move(file, charger.work().resolve("moved"));
                            Files.createSymbolicLink(file, charger.work().resolve("moved"));
                        }),
                Case.of("E15", "a jar has a second name outside the slot, by which it could change")
                        .refused(Refusal.FILE_LINKED)
                        .by(charger ->
                                Files.createLink(
                                        charger.work().resolve("second"),
                                        charger.slotA().resolve(JAR)))
                        .unless(
                                "the second name is gone again",
                                charger -> {
                                    Files.createLink(
                                            charger.work().resolve("second"),
                                            charger.slotA().resolve(JAR));
                                    Files.delete(charger.work().resolve("second"));
                                }),
                kind(
                        "E16",
                        "a jar is a FIFO that nobody writes to",
                        JAR,
                        (charger, file) -> {
                            Files.delete(file);
                            Evil.run(charger, List.of("mkfifo", file.toString()));
                        }),
                kind(
                        "E17",
                        "targets.json is a FIFO that nobody writes to",
                        "targets.json",
                        (charger, file) -> {
                            Files.delete(file);
                            Evil.run(charger, List.of("mkfifo", file.toString()));
                        }),
                kind(
                        "E18",
                        "a jar is a device that never ends",
                        JAR,
                        (charger, file) -> {
                            Files.delete(file);
                            if (Evil.run(charger, List.of("mknod", file.toString(), "c", "1", "5"))
                                    != 0) {
                                throw new NotHere("may not make a device node: run it as root");
                            }
                        }),
                kind(
                        "E19",
                        "a jar is a socket",
                        JAR,
                        (charger, file) -> {
                            Files.delete(file);
                            bind(file);
                        }),
                kind(
                        "E20",
                        "a jar is a folder",
                        JAR,
                        (charger, file) -> {
                            Files.delete(file);
                            Files.createDirectory(file);
                        }),
                kind(
                        "E21",
                        "an unsigned folder META-INF stands beside the jars",
                        "META-INF",
                        (charger, file) -> Files.createDirectory(file)));
    }

    private static List<Case> names() {
        return List.of(
                extra("E22", "an unsigned jar stands beside the others", "evil.jar"),
                extra("E23", "an unsigned hidden file", ".hidden"),
                extra("E24", "an unsigned twin of a jar in capitals", "CHARGER.JAR"),
                extra("E25", "an unsigned name that ends in a space", "charger.jar "),
                extra(
                        "E26",
                        "an unsigned name with a line feed, to forge a line of the verifier",
                        "x\nBOOT A 1.0.0"),
                extra(
                        "E27",
                        "an unsigned ahead-of-time cache that fits the jar's name",
                        "charger.jsa"),
                extra("E28", "a second root beside the jars", "1.root.json"),
                Case.of("E29", "three hundred unsigned files")
                        .refused(Refusal.FILE_EXTRA)
                        .by(charger -> {
                            for (int i = 0; i < 300; i++) {
                                Contents.plant(charger, "x" + i, new byte[0]);
                            }
                        })
                        .unless(
                                "thirty signed ones",
                                charger -> {
                                    for (int i = 0; i < 30; i++) {
                                        Contents.sign(charger, "x" + i, "data", new byte[0]);
                                    }
                                }),
                Case.of("E30", "a jar is renamed to capitals")
                        .refused(Refusal.FILE_EXTRA)
                        .by(charger ->
                                Files.move(
                                        charger.slotA().resolve(JAR),
                                        charger.slotA().resolve("CHARGER.JAR")))
                        .unless(UNTOUCHED));
    }

    private interface Alteration {
        byte[] of(byte[] bytes);
    }

    private interface Replacement {
        void make(Charger charger, Path file) throws Exception;
    }

    private static Case altered(String id, String sentence, String name, Alteration alteration) {
        return Case.of(id, sentence)
                .refused(Refusal.FILE_DIGEST)
                .by(charger ->
                        Contents.plant(charger, name, alteration.of(Contents.of(charger, name))))
                .unless("the same bytes are written anew", charger -> rewrite(charger, name));
    }

    private static Case length(String id, String sentence, Alteration alteration) {
        return Case.of(id, sentence)
                .refused(Refusal.FILE_LENGTH)
                .by(charger ->
                        Contents.plant(charger, JAR, alteration.of(Contents.of(charger, JAR))))
                .unless(
                        "another file of that length is added and signed",
                        charger ->
                                Contents.sign(
                                        charger,
                                        "more",
                                        "data",
                                        alteration.of(Contents.of(charger, JAR))));
    }

    private static Case kind(String id, String sentence, String name, Replacement replacement) {
        return Case.of(id, sentence)
                .refused(Refusal.FILE_NOT_REGULAR)
                .by(charger -> replacement.make(charger, charger.slotA().resolve(name)))
                .unless(UNTOUCHED);
    }

    private static Case extra(String id, String sentence, String name) {
        return Case.of(id, sentence)
                .refused(Refusal.FILE_EXTRA)
                .by(charger -> Contents.plant(charger, name, new byte[1]))
                .unless(
                        "a file that is signed",
                        charger -> Contents.sign(charger, "more", "data", new byte[1]));
    }

    private static void rewrite(Charger charger, String name) throws IOException {
        byte[] bytes = Contents.of(charger, name);
        Files.delete(charger.slotA().resolve(name));
        Contents.plant(charger, name, bytes);
    }

    private static void sparse(Charger charger, long length) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(charger.slotA().resolve(JAR).toFile(), "rw")) {
            file.setLength(0);
            file.setLength(length);
        }
    }

    /// A socket stays in the folder when nobody listens any more.
    private static void bind(Path file) throws IOException, NotHere {
        Path near = Path.of("").toAbsolutePath().relativize(file);
        String name =
                near.toString().length() < file.toString().length()
                        ? near.toString()
                        : file.toString();
        if (name.length() > 100) {
            throw new NotHere("the path of the slot is too long for a socket");
        }
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(name));
        }
    }
}
