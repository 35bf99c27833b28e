package stanchion.attack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import stanchion.boot.Refusal;

/// Group F, second part: a run folder that the attacker has prepared.
final class RunFolderAttacks {
    private static final Twin EMPTY =
            new Twin(
                    "the run folder is there, empty, its owner's alone",
                    charger -> Folders.create(charger.run()));

    private RunFolderAttacks() {}

    static List<Case> cases() {
        return List.of(
                planted(
                        "F21",
                        "the run folder already holds launch files of the attacker's",
                        "charger.args"),
                planted("F22", "the run folder already holds a statement of a boot", "boot.json"),
                Case.of("F23", "the run folder already holds programs")
                        .refused(Refusal.RUN_FOLDER)
                        .by(charger -> {
                            EMPTY.act().on(charger);
                            Folders.create(charger.run().resolve("app.partial"));
                        })
                        .unless(EMPTY),
                Case.of("F24", "the run folder's copy is a link to a folder that others write")
                        .refused(Refusal.RUN_FOLDER)
                        .by(charger -> {
                            EMPTY.act().on(charger);
                            Files.createSymbolicLink(
                                    charger.run().resolve("app.partial"), charger.work());
                        })
                        .unless(EMPTY),
                Case.of("F25", "others may write into the run folder")
                        .refused(Refusal.RUN_FOLDER)
                        .by(charger -> {
                            EMPTY.act().on(charger);
                            Files.setPosixFilePermissions(
                                    charger.run(), PosixFilePermissions.fromString("rwxrwxrwx"));
                        })
                        .unless(EMPTY),
                Case.of("F26", "the run folder is a link")
                        .refused(Refusal.RUN_FOLDER)
                        .by(charger ->
                                Files.createSymbolicLink(
                                        charger.run(),
                                        Folders.create(charger.work().resolve("real"))))
                        .unless(EMPTY),
                Case.of("F27", "the run folder is a file")
                        .refused(Refusal.RUN_FOLDER)
                        .by(charger -> Files.createFile(charger.run()))
                        .unless(EMPTY),
                Case.of(
                                "F28",
                                "the run folder lies on a disk, where the copy could be changed behind the kernel")
                        .refused(Refusal.RUN_FOLDER_NOT_RAM)
                        .by(charger -> {
                            EMPTY.act().on(charger);
                            Path disk = Files.createTempDirectory("stanchion-attack-disk-");
                            charger.afterwards(c -> Folders.remove(disk));
                            if (Files.getFileStore(disk).type().equals("tmpfs")) {
                                throw new NotHere(
                                        "the temporary folder is a RAM file system; set java.io.tmpdir to a disk");
                            }
                            Mounts.mount(charger, charger.run(), "--bind", disk.toString());
                        })
                        .unless(
                                "it lies on a RAM file system of its own",
                                charger -> {
                                    EMPTY.act().on(charger);
                                    Mounts.mount(
                                            charger,
                                            charger.run(),
                                            "-t",
                                            "tmpfs",
                                            "-o",
                                            "size=8m,mode=700",
                                            "tmpfs");
                                }));
    }

    private static Case planted(String id, String sentence, String name) {
        return Case.of(id, sentence)
                .refused(Refusal.RUN_FOLDER)
                .by(charger -> {
                    EMPTY.act().on(charger);
                    Files.writeString(charger.run().resolve(name), "-cp\nevil.jar\nEvil\n");
                })
                .unless(EMPTY);
    }
}
