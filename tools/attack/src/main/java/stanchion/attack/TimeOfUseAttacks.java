package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import stanchion.boot.Refusal;

/// Group G, first part: what was checked is not what runs, unless a copy of it does.
final class TimeOfUseAttacks {
    private static final String JAR = "charger.jar";
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Twin LEFT_ALONE =
            new Twin("the slot is left alone", charger -> charger.beforeStart(sameCopy(charger)));

    private TimeOfUseAttacks() {}

    static List<Case> cases() {
        return List.of(
                Case.of(
                                "G01",
                                "the attacker's jar takes the place of the good one between hash and start")
                        .boots("BOOT A ")
                        .by(charger -> {
                            charger.beforeStart(sameCopy(charger));
                            charger.beforeStart(
                                    c -> Contents.plant(c, JAR, Evil.of(Contents.of(c, JAR))));
                        })
                        .unless(LEFT_ALONE),
                Case.of("G02", "the whole slot is removed between hash and start")
                        .boots("BOOT A ")
                        .by(charger -> charger.beforeStart(c -> Folders.remove(c.slotA())))
                        .unless(LEFT_ALONE),
                Case.of("G03", "the trust folder and the OTP are replaced between hash and start")
                        .boots("BOOT A ")
                        .by(charger ->
                                charger.beforeStart(c -> {
                                    c.otp(new byte[32]);
                                    Folders.remove(c.trust());
                                }))
                        .unless(LEFT_ALONE),
                race(
                        "G04",
                        "a jar is overwritten with the attacker's and back, again and again, while it is read",
                        TimeOfUseAttacks::overwrite,
                        Refusal.FILE_DIGEST,
                        Refusal.FILE_LENGTH),
                race(
                        "G05",
                        "the attacker's jar is renamed over the good one and back while the slot is read",
                        TimeOfUseAttacks::rename,
                        Refusal.FILE_DIGEST,
                        Refusal.FILE_EXTRA,
                        Refusal.FILE_MISSING,
                        Refusal.FILE_UNREADABLE,
                        Refusal.SLOT_UNREADABLE,
                        Refusal.FILE_LINKED),
                race(
                        "G06",
                        "a jar grows and shrinks while it is read",
                        TimeOfUseAttacks::resize,
                        Refusal.FILE_LENGTH,
                        Refusal.FILE_DIGEST),
                race(
                        "G07",
                        "targets.json is cut and made whole while it is read",
                        TimeOfUseAttacks::cut,
                        Refusal.METADATA_ENVELOPE,
                        Refusal.SIGNATURE_INVALID,
                        Refusal.SIGNATURE_THRESHOLD,
                        Refusal.METADATA_SYNTAX),
                race(
                        "G08",
                        "a jar becomes a link to the attacker's and back between listing and reading",
                        TimeOfUseAttacks::link,
                        Refusal.FILE_NOT_REGULAR,
                        Refusal.FILE_UNREADABLE,
                        Refusal.FILE_DIGEST,
                        Refusal.FILE_EXTRA,
                        Refusal.FILE_MISSING,
                        Refusal.SLOT_UNREADABLE));
    }

    /// One turn of what is done over and over.
    private interface Turn {
        void make(Charger charger, byte[] good, int count) throws IOException;
    }

    private static Case race(String id, String sentence, Turn turn, Refusal... causes) {
        return Case.of(id, sentence)
                .bootsOrRefuses(causes)
                .by(charger -> {
                    byte[] good = Contents.of(charger, JAR);
                    charger.beforeStart(sameCopy(charger)); // knows the good jar before the race
                    Thread racer =
                            Thread.ofPlatform().daemon().start(() -> run(charger, turn, good));
                    charger.afterwards(c -> {
                        racer.interrupt();
                        racer.join();
                    });
                })
                .unless(LEFT_ALONE);
    }

    private static void run(Charger charger, Turn turn, byte[] good) {
        long end = System.nanoTime() + LONGEST_NANOS;
        for (int i = 0; !Thread.interrupted() && System.nanoTime() < end; i++) {
            try {
                turn.make(charger, good, i);
            } catch (IOException alsoFine) {
                Thread.onSpinWait();
            }
        }
    }

    private static void overwrite(Charger charger, byte[] good, int count) throws IOException {
        Contents.plant(charger, JAR, count % 2 == 0 ? Evil.of(good) : good);
    }

    private static void rename(Charger charger, byte[] good, int count) throws IOException {
        Path next = charger.work().resolve("next");
        Files.write(next, count % 2 == 0 ? Evil.of(good) : good);
        Files.move(next, charger.slotA().resolve(JAR), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void resize(Charger charger, byte[] good, int count) throws IOException {
        Contents.plant(charger, JAR, Arrays.copyOf(good, good.length + 1 - count % 3));
        Contents.plant(charger, JAR, good);
    }

    private static void cut(Charger charger, byte[] good, int count) throws IOException {
        Path file = charger.slotA().resolve("targets.json");
        byte[] whole = Files.readAllBytes(file);
        if (whole.length > 100 && whole[whole.length - 1] == '}') {
            charger.targets(Arrays.copyOf(whole, whole.length - 1 - count % 50));
            charger.targets(whole);
        }
    }

    private static void link(Charger charger, byte[] good, int count) throws IOException {
        Path evil = charger.work().resolve("evil.jar");
        Path next = charger.work().resolve("next");
        Files.deleteIfExists(next);
        if (count % 2 == 0) {
            Files.write(evil, Evil.of(good));
            Files.createSymbolicLink(next, evil);
        } else {
            Files.write(next, good);
        }
        Files.move(next, charger.slotA().resolve(JAR), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Looks whether what is about to run is, byte for byte, what was signed.
    private static Act sameCopy(Charger charger) throws IOException {
        byte[] signed = Contents.of(charger, JAR);
        return c -> {
            byte[] copy = Files.readAllBytes(c.run().resolve("app").resolve(JAR));
            if (!Arrays.equals(copy, signed)) {
                throw new IllegalStateException("the copy is not what was signed");
            }
        };
    }
}
