package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import stanchion.boot.Refusal;
import stanchion.boot.Slot;
import stanchion.boot.SlotRecord;
import stanchion.boot.SlotState;

/// Group G, third part: records torn, flipped, replayed, foreign; storage full, read-only, dying.
final class StorageAttacks {
    private static final String NOTE = "NOTE RECORDS_UNREADABLE";
    private static final Twin WHOLE = new Twin("the record is whole", RecordAttacks::bothConfirmed);

    private StorageAttacks() {}

    static List<Case> cases() {
        return List.of(
                unreadable(
                        "G22",
                        "the only slot record is torn",
                        bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
                unreadable("G23", "the only slot record is empty", bytes -> new byte[0]),
                unreadable(
                        "G24",
                        "a bit of the only slot record is flipped",
                        bytes -> Contents.flip(bytes, 20)),
                unreadable(
                        "G25",
                        "a bit of the record's MAC is flipped",
                        bytes -> Contents.flip(bytes, bytes.length - 1)),
                unreadable(
                        "G26",
                        "a byte follows the slot record",
                        bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
                Case.of(
                                "G27",
                                "the newest of two records, which prefers B, is torn: the one before it counts")
                        .boots("BOOT A ")
                        .by(charger -> {
                            two(charger);
                            spoil(charger, "slots.1", bytes -> Arrays.copyOf(bytes, 60));
                        })
                        .unless("both are whole", StorageAttacks::two),
                Case.of("G28", "a record of another charger, made with its device key")
                        .boots(NOTE)
                        .by(charger -> {
                            RecordAttacks.bothConfirmed(charger);
                            Files.write(charger.file("device.key"), Charger.sha256(new byte[1]));
                        })
                        .unless(WHOLE),
                Case.of(
                                "G29",
                                "an older record, by which a revoked version was on its try, is put back")
                        .boots("REFUSED B ROLLBACK ")
                        .by(charger -> {
                            newest(charger);
                            Files.delete(charger.file("state/slots.1"));
                        })
                        .unless(
                                "the newest record stands, by which only A may run",
                                StorageAttacks::newest),
                kind(
                        "G30",
                        "the slot record is a FIFO that nobody writes to",
                        (charger, file) -> Evil.run(charger, List.of("mkfifo", file.toString()))),
                kind(
                        "G31",
                        "the slot record is a folder",
                        (charger, file) -> Files.createDirectory(file)),
                kind(
                        "G32",
                        "the slot record is a link to an endless device",
                        (charger, file) -> Files.createSymbolicLink(file, Path.of("/dev/zero"))),
                Case.of("G33", "the try of a version cannot be written down: it must not run")
                        .boots("REFUSED B TRY_NOT_RECORDED ")
                        .by(charger -> {
                            RecordAttacks.write(charger, RecordAttacks.trying(charger, 1));
                            String state = charger.file("state").toString();
                            Mounts.mount(
                                    charger, charger.file("state"), "--bind", "-o", "ro", state);
                        })
                        .unless(
                                "it can",
                                charger ->
                                        RecordAttacks.write(
                                                charger, RecordAttacks.trying(charger, 1))),
                full(
                        "G34",
                        "the run folder's file system has no room for the copy",
                        Refusal.RUN_FOLDER_FULL,
                        "size=16k,mode=700"),
                full(
                        "G35",
                        "the run folder's file system has room, but no more files",
                        Refusal.COPY_FAILED,
                        "size=8m,nr_inodes=3,mode=700"),
                broken(
                        "G36",
                        "every read of a signed file ends in an input/output error",
                        "empty.dat",
                        Refusal.FILE_UNREADABLE),
                broken(
                        "G37",
                        "every read of targets.json ends in an input/output error",
                        "targets.json",
                        Refusal.FILE_UNREADABLE),
                Case.of("G38", "every read of the first root ends in an input/output error")
                        .refused(Refusal.ROOT_UNREADABLE)
                        .by(charger -> Mounts.breakReads(charger, charger.rootFile(1)))
                        .unless("it can be read", charger -> {}));
    }

    private interface Alteration {
        byte[] of(byte[] bytes);
    }

    private interface Replacement {
        void make(Charger charger, Path file) throws Exception;
    }

    private static Case unreadable(String id, String sentence, Alteration alteration) {
        return Case.of(id, sentence)
                .boots(NOTE)
                .by(charger -> {
                    RecordAttacks.bothConfirmed(charger);
                    spoil(charger, "slots.0", alteration);
                })
                .unless(WHOLE);
    }

    private static Case kind(String id, String sentence, Replacement replacement) {
        return Case.of(id, sentence)
                .boots(NOTE)
                .by(charger -> replacement.make(charger, charger.file("state/slots.0")))
                .unless(WHOLE);
    }

    private static Case full(String id, String sentence, Refusal cause, String options) {
        return Case.of(id, sentence)
                .refused(cause)
                .by(charger -> ram(charger, options))
                .unless("it has room enough", charger -> ram(charger, "size=8m,mode=700"));
    }

    private static void ram(Charger charger, String options) throws Exception {
        Folders.create(charger.run());
        Mounts.mount(charger, charger.run(), "-t", "tmpfs", "-o", options, "tmpfs");
    }

    private static Case broken(String id, String sentence, String name, Refusal cause) {
        Act signed = charger -> Contents.sign(charger, "empty.dat", "data", new byte[0]);
        return Case.of(id, sentence)
                .refused(cause)
                .by(charger -> {
                    signed.on(charger);
                    Mounts.breakReads(charger, charger.slotA().resolve(name));
                })
                .unless("it can be read", signed);
    }

    private static void spoil(Charger charger, String name, Alteration alteration)
            throws IOException {
        Path file = charger.file("state").resolve(name);
        Files.write(file, alteration.of(Files.readAllBytes(file)));
    }

    /// Both slots confirmed; the first record prefers A, the second B.
    private static void two(Charger charger) throws Exception {
        charger.fillSlotB();
        SlotRecord first = RecordAttacks.confirmed(charger);
        RecordAttacks.write(charger, new SlotRecord(2, Slot.B, first.a(), first.b()));
    }

    /// The revoked version is out of the records.
    private static void newest(Charger charger) throws Exception {
        revoked(charger);
        SlotState confirmed = new SlotState.Confirmed(RecordAttacks.digest(charger));
        RecordAttacks.write(charger, new SlotRecord(2, Slot.A, confirmed, new SlotState.Empty()));
    }

    /// A with the counter's epoch is confirmed, B from before it was once on its try.
    private static void revoked(Charger charger) throws Exception {
        charger.fillSlotB();
        String old = RecordAttacks.digest(charger);
        charger.editTargets("\"security_epoch\":0", "\"security_epoch\":1");
        Files.writeString(charger.file("state/counter"), "1\n");
        RecordAttacks.write(
                charger,
                new SlotRecord(
                        1,
                        Slot.A,
                        new SlotState.Confirmed(RecordAttacks.digest(charger)),
                        new SlotState.Trying(old, 1)));
    }
}
