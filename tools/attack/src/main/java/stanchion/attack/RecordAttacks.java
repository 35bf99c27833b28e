package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stanchion.boot.DerivedKey;
import stanchion.boot.Hex;
import stanchion.boot.Refusal;
import stanchion.boot.Slot;
import stanchion.boot.SlotRecord;
import stanchion.boot.SlotRecords;
import stanchion.boot.SlotState;

/// Group G, second part: two slots, and the records that say what became of them.
final class RecordAttacks {
    private static final String PLAIN = "board.conf";
    private static final Twin BOTH_GOOD =
            new Twin("both slots are good and confirmed", RecordAttacks::bothConfirmed);

    private RecordAttacks() {}

    static List<Case> cases() {
        return List.of(
                Case.of("G09", "both slots are altered: nothing boots, and both are told")
                        .refused(Refusal.FILE_DIGEST)
                        .by(charger -> {
                            BOTH_GOOD.act().on(charger);
                            alter(charger.slotA());
                            alter(charger.slotB());
                        })
                        .unless(BOTH_GOOD),
                Case.of(
                                "G10",
                                "the slot that boots first is altered: the other boots, and it is told")
                        .fallsBack(Refusal.FILE_DIGEST)
                        .by(charger -> {
                            BOTH_GOOD.act().on(charger);
                            alter(charger.slotA());
                        })
                        .unless(BOTH_GOOD),
                Case.of(
                                "G11",
                                "the confirmed slot that is not needed is altered: it is told all the same")
                        .boots("REFUSED B FILE_DIGEST ")
                        .by(charger -> {
                            BOTH_GOOD.act().on(charger);
                            alter(charger.slotB());
                        })
                        .unless(BOTH_GOOD),
                Case.of("G12", "a slot's folder is gone")
                        .fallsBack(Refusal.SLOT_UNREADABLE)
                        .by(charger -> {
                            charger.fillSlotB();
                            Folders.remove(charger.slotA());
                        })
                        .unless(BOTH_GOOD),
                Case.of("G13", "slot A is emptied")
                        .fallsBack(Refusal.EMPTY)
                        .by(charger -> {
                            BOTH_GOOD.act().on(charger);
                            Folders.remove(charger.slotA());
                            Folders.create(charger.slotA());
                        })
                        .unless(BOTH_GOOD),
                Case.of("G14", "a version that was tried once too often is not tried again")
                        .boots("NOTE REVERTED B")
                        .by(charger -> write(charger, trying(charger, 0)))
                        .unless("it has a try left", charger -> write(charger, trying(charger, 1))),
                Case.of("G15", "power fails again and again: a try is gone once it was taken")
                        .boots("NOTE REVERTED B")
                        .by(charger -> {
                            write(charger, trying(charger, 1));
                            taken(charger);
                        })
                        .unless("the version was confirmed after its try", BOTH_GOOD.act()),
                Case.of(
                                "G16",
                                "the version on its try is altered: it is told, and the confirmed one boots")
                        .boots("REFUSED B FILE_DIGEST ")
                        .by(charger -> {
                            write(charger, trying(charger, 1));
                            alter(charger.slotB());
                        })
                        .unless(
                                "it is as it was staged",
                                charger -> write(charger, trying(charger, 1))),
                Case.of("G17", "an older signed version is put into a confirmed slot")
                        .refused(Refusal.SLOT_CHANGED)
                        .by(charger -> {
                            write(
                                    charger,
                                    new SlotRecord(
                                            1,
                                            Slot.A,
                                            new SlotState.Confirmed(digest(charger)),
                                            new SlotState.Empty()));
                            charger.editTargets("\"version\":1", "\"version\":2");
                        })
                        .unless(
                                "the version that was confirmed",
                                charger ->
                                        write(
                                                charger,
                                                new SlotRecord(
                                                        1,
                                                        Slot.A,
                                                        new SlotState.Confirmed(digest(charger)),
                                                        new SlotState.Empty()))),
                Case.of("G18", "the contents of the two slots change places")
                        .refused(Refusal.SLOT_CHANGED)
                        .by(charger -> {
                            different(charger);
                            Files.move(charger.slotA(), charger.file("slots/x"));
                            Files.move(charger.slotB(), charger.slotA());
                            Files.move(charger.file("slots/x"), charger.slotB());
                        })
                        .unless("they stay where they are", RecordAttacks::different),
                state("G19", "the records say that both slots are empty", new SlotState.Empty()),
                state(
                        "G20",
                        "a download was torn, and nothing else is there",
                        new SlotState.Staging()),
                state(
                        "G21",
                        "a version was staged, and its time has not come",
                        new SlotState.Staged("0".repeat(64))));
    }

    private static Case state(String id, String sentence, SlotState state) {
        return Case.of(id, sentence)
                .refused(Refusal.SLOT_STATE)
                .by(charger ->
                        write(charger, new SlotRecord(1, Slot.A, state, new SlotState.Empty())))
                .unless(BOTH_GOOD);
    }

    /// Writes the newest record as the update client would.
    static void write(Charger charger, SlotRecord record) throws IOException {
        new SlotRecords(charger.file("state"), key(charger)).write(record);
    }

    static byte[] key(Charger charger) throws IOException {
        return DerivedKey.of(
                Files.readAllBytes(charger.file("device.key")), DerivedKey.SLOT_RECORDS);
    }

    /// A second slot, and both confirmed.
    static void bothConfirmed(Charger charger) throws IOException {
        charger.fillSlotB();
        confirmed(charger);
    }

    /// Two confirmed slots with the same version.
    static SlotRecord confirmed(Charger charger) throws IOException {
        SlotState state = new SlotState.Confirmed(digest(charger));
        SlotRecord record = new SlotRecord(1, Slot.A, state, state);
        write(charger, record);
        return record;
    }

    /// A confirmed, B with the same version on its try.
    static SlotRecord trying(Charger charger, int left) throws IOException {
        if (Folders.names(charger.slotB()).isEmpty()) {
            charger.fillSlotB();
        }
        String digest = digest(charger);
        return new SlotRecord(
                1, Slot.A, new SlotState.Confirmed(digest), new SlotState.Trying(digest, left));
    }

    /// The same record after its try was taken.
    private static void taken(Charger charger) throws IOException {
        String digest = digest(charger);
        write(
                charger,
                new SlotRecord(
                        2,
                        Slot.A,
                        new SlotState.Confirmed(digest),
                        new SlotState.Trying(digest, 0)));
    }

    /// Different versions in the slots, both confirmed.
    private static void different(Charger charger) throws Exception {
        charger.fillSlotB();
        String older = digest(charger);
        charger.editTargets("\"version\":1", "\"version\":2");
        write(
                charger,
                new SlotRecord(
                        1,
                        Slot.A,
                        new SlotState.Confirmed(digest(charger)),
                        new SlotState.Confirmed(older)));
    }

    static String digest(Charger charger) throws IOException {
        return Hex.of(Charger.sha256(Contents.of(charger, "targets.json")));
    }

    static void alter(Path slot) throws IOException {
        Path file = slot.resolve(PLAIN);
        Files.write(file, Contents.flip(Files.readAllBytes(file), 0));
    }
}
