package stanchion.attack;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stanchion.boot.Refusal;
import stanchion.release.DeviceFolder;
import stanchion.release.SigningKey;

/// Group C, first part: a chain of roots that does not lead from the charger's OTP to who may sign.
final class RootAttacks {
    private static final int LARGEST = 64 * 1024;
    private static final int MOST = 32;
    private static final Twin ROTATED =
            new Twin(
                    "a second root, signed by the keys of the first",
                    charger -> rotate(charger, 2));

    private RootAttacks() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>(otp());
        cases.addAll(order());
        cases.addAll(folder());
        cases.addAll(form());
        return cases;
    }

    /// A rotation that changes nothing but the version.
    static void rotate(Charger charger, int version) throws Exception {
        charger.rotate(version, RootText.good(charger.keys()).version(version));
    }

    private static List<Case> otp() {
        return List.of(
                Case.of("C01", "the OTP holds the digest of another root")
                        .refused(Refusal.ROOT_NOT_IN_OTP)
                        .by(charger -> charger.otp(Charger.sha256(new byte[1])))
                        .unless(
                                "the OTP holds the digest of another root, and that is there",
                                RootAttacks::provisionAnother),
                Case.of("C02", "the OTP was never written")
                        .refused(Refusal.UNPROVISIONED)
                        .by(charger -> charger.otp(new byte[32]))
                        .unless(
                                "the OTP is written once, with the digest of the first root",
                                charger -> charger.provision(charger.root(1))),
                Case.of("C03", "one more bit of the OTP is burned")
                        .refused(Refusal.ROOT_NOT_IN_OTP)
                        .by(RootAttacks::burnOneBit)
                        .unless(
                                "the bits of the digest are burned once more, which changes none",
                                charger -> charger.provision(charger.root(1))),
                Case.of("C04", "the OTP is all ones")
                        .refused(Refusal.ROOT_NOT_IN_OTP)
                        .by(charger -> {
                            byte[] ones = new byte[32];
                            Arrays.fill(ones, (byte) 0xff);
                            charger.otp(ones);
                        })
                        .unless(
                                "the OTP holds the digest of the first root",
                                charger -> charger.provision(charger.root(1))),
                Case.of(
                                "C05",
                                "four of five keys sign the first root again after the OTP was written")
                        .refused(Refusal.ROOT_NOT_IN_OTP)
                        .by(charger -> charger.root(1, resigned(charger)))
                        .unless(
                                "four of five keys sign the first root again before the OTP is written",
                                charger -> charger.provision(resigned(charger))),
                Case.of("C06", "another maker's trust and another maker's version, both good")
                        .refused(Refusal.ROOT_NOT_IN_OTP)
                        .by(charger -> foreign(charger, "trust", "slots/A"))
                        .unless(
                                "another maker's charger altogether",
                                charger -> foreign(charger, "trust", "slots/A", "otp.bin")),
                Case.of("C07", "a stranger's root says that it replaces the maker's")
                        .refused(Refusal.ROOT_SIGNATURES)
                        .by(charger -> charger.root(2, strangers(charger, 2)))
                        .unless(ROTATED));
    }

    private static void provisionAnother(Charger charger) throws Exception {
        String text = RootText.good(charger.keys()).version(1);
        charger.provision(new Signed(List.of(), text).signedBy(charger.keys().root()));
    }

    private static void burnOneBit(Charger charger) throws Exception {
        byte[] bits = Charger.sha256(charger.root(1).bytes());
        int at = 0;
        while (bits[at] == -1) {
            at++;
        }
        bits[at] |= (byte) (bits[at] + 1);
        charger.otp(bits);
    }

    /// The same root under other signatures that hold.
    private static Signed resigned(Charger charger) throws Exception {
        return charger.root(1).signedBy(charger.keys().root().reversed().subList(0, 4));
    }

    private static void foreign(Charger charger, String... parts) throws Exception {
        Path other = charger.work().resolve("other");
        DeviceFolder.create(
                new DeviceFolder.Order(
                        other, "other", Canary.firmware(charger.work().resolve("other-canary"))));
        for (String part : parts) {
            Folders.remove(charger.file(part));
            Folders.copy(other.resolve(part), charger.file(part));
        }
    }

    private static Signed strangers(Charger charger, int version) throws Exception {
        List<SigningKey> keys = RoleAttacks.strangers();
        String text =
                RootText.good(charger.keys())
                        .role("root", 4, RootText.Named.of(keys))
                        .version(version);
        return new Signed(List.of(), text).signedBy(keys);
    }

    private static List<Case> order() {
        return List.of(
                Case.of("C08", "the first root is missing")
                        .refused(Refusal.ROOT_MISSING)
                        .by(charger -> Files.delete(charger.rootFile(1)))
                        .unless(ROTATED),
                Case.of("C09", "the first root is missing, a second is there")
                        .refused(Refusal.ROOT_MISSING)
                        .by(charger -> {
                            rotate(charger, 2);
                            Files.delete(charger.rootFile(1));
                        })
                        .unless(ROTATED),
                Case.of("C10", "the second of three roots is missing")
                        .refused(Refusal.ROOT_GAP)
                        .by(charger -> rotate(charger, 3))
                        .unless(
                                "all three are there",
                                charger -> {
                                    rotate(charger, 2);
                                    rotate(charger, 3);
                                }),
                Case.of("C11", "the first root is given again as the second")
                        .refused(Refusal.ROOT_VERSION)
                        .by(charger -> charger.root(2, charger.root(1)))
                        .unless(ROTATED),
                Case.of("C12", "the second root says that it is the third")
                        .refused(Refusal.ROOT_VERSION)
                        .by(charger -> charger.rotate(2, RootText.good(charger.keys()).version(3)))
                        .unless(ROTATED),
                Case.of("C13", "the second root says that its version is 0")
                        .refused(Refusal.ROOT_METADATA)
                        .by(charger -> charger.rotate(2, RootText.good(charger.keys()).version(0)))
                        .unless(ROTATED),
                Case.of("C14", "the first root, as provisioned, says that it is the second")
                        .refused(Refusal.ROOT_VERSION)
                        .by(charger -> provision(charger, RootText.good(charger.keys()).version(2)))
                        .unless(
                                "the first root, as provisioned, says that it is the first",
                                RootAttacks::provisionAnother),
                Case.of("C15", "33 roots, each signed by the one before")
                        .refused(Refusal.ROOT_TOO_MANY)
                        .by(charger -> chain(charger, MOST + 1))
                        .unless("32 roots", charger -> chain(charger, MOST)));
    }

    static void provision(Charger charger, String text) throws Exception {
        charger.provision(new Signed(List.of(), text).signedBy(charger.keys().root()));
    }

    private static void chain(Charger charger, int last) throws Exception {
        for (int version = 2; version <= last; version++) {
            rotate(charger, version);
        }
    }

    private static List<Case> folder() {
        return List.of(
                stray("C16", "a note lies in the trust folder", "README"),
                stray("C17", "a hidden file lies in the trust folder", ".root.json"),
                stray("C18", "an editor's copy of the root lies beside it", "1.root.json~"),
                stray("C19", "a root is written with a leading zero", "02.root.json"),
                stray("C20", "a root of version 0 lies beside the first", "0.root.json"),
                stray("C21", "a root's version is larger than an int", "4294967297.root.json"),
                stray("C22", "a root's name ends in capitals", "2.root.JSON"),
                Case.of("C23", "the second root is a symbolic link to a good one")
                        .refused(Refusal.ROOT_STRAY)
                        .by(charger -> {
                            Path elsewhere = moveSecond(charger);
                            Files.createSymbolicLink(charger.rootFile(2), elsewhere);
                        })
                        .unless(ROTATED),
                Case.of("C24", "the second root has a second name outside of the trust folder")
                        .refused(Refusal.ROOT_STRAY)
                        .by(charger -> {
                            Path elsewhere = moveSecond(charger);
                            Files.createLink(charger.rootFile(2), elsewhere);
                        })
                        .unless(ROTATED),
                Case.of("C25", "the second root is a folder")
                        .refused(Refusal.ROOT_STRAY)
                        .by(charger -> Files.createDirectory(charger.rootFile(2)))
                        .unless(ROTATED),
                Case.of("C26", "the trust folder is gone")
                        .refused(Refusal.ROOT_UNREADABLE)
                        .by(charger -> Folders.remove(charger.trust()))
                        .unless(ROTATED));
    }

    private static Case stray(String id, String sentence, String name) {
        return Case.of(id, sentence)
                .refused(Refusal.ROOT_STRAY)
                .by(charger ->
                        Files.copy(
                                charger.rootFile(1),
                                charger.trust().resolve(name),
                                LinkOption.NOFOLLOW_LINKS))
                .unless(ROTATED);
    }

    private static Path moveSecond(Charger charger) throws Exception {
        rotate(charger, 2);
        return Files.move(charger.rootFile(2), charger.work().resolve("second"));
    }

    private static List<Case> form() {
        return List.of(
                Case.of("C27", "a root is one byte longer than 64 KiB")
                        .refused(Refusal.ROOT_METADATA)
                        .by(charger -> grow(charger, LARGEST + 1))
                        .unless("a root is exactly 64 KiB", charger -> grow(charger, LARGEST)),
                Case.of("C28", "the second root is empty")
                        .refused(Refusal.ROOT_METADATA)
                        .by(charger -> charger.root(2, new byte[0]))
                        .unless(ROTATED),
                Case.of("C29", "the second root is cut off in its middle")
                        .refused(Refusal.ROOT_METADATA)
                        .by(charger -> {
                            rotate(charger, 2);
                            byte[] good = charger.root(2).bytes();
                            charger.root(2, Arrays.copyOf(good, good.length / 2));
                        })
                        .unless(ROTATED),
                Case.of("C30", "one bit of the second root is flipped in its signed part")
                        .refused(Refusal.ROOT_SIGNATURES)
                        .by(charger -> {
                            rotate(charger, 2);
                            charger.root(2, charger.root(2).replace("2046", "2047"));
                        })
                        .unless(ROTATED),
                second(
                        "C31",
                        "the root keys sign targets, given as the second root",
                        "root",
                        "targets"),
                second(
                        "C32",
                        "the second root follows a specification of tomorrow",
                        "1.0.31",
                        "2.0.0"),
                second("C33", "the second root has a space", ",\"version\"", ", \"version\""),
                second(
                        "C34",
                        "the second root names its version twice",
                        "\"version\":2",
                        "\"version\":2,\"version\":2"),
                second("C35", "the second root's version begins with a zero", ":2}", ":02}"),
                second(
                        "C36",
                        "the second root lacks the role timestamp",
                        "\"timestamp\"",
                        "\"timestamq\""),
                second("C37", "the second root lacks its keys", "\"keys\"", "\"keyt\""));
    }

    private static void grow(Charger charger, int length) throws Exception {
        String good = RootText.good(charger.keys()).version(2);
        charger.rotate(2, good.replace("{\"_type\"", "{\"Z\":\"\",\"_type\""));
        int more = length - charger.root(2).bytes().length;
        String padded = "{\"Z\":\"" + "z".repeat(more) + "\",\"_type\"";
        charger.rotate(2, good.replace("{\"_type\"", padded));
    }

    /// A second root, edited and then signed by the right keys.
    private static Case second(String id, String sentence, String part, String by) {
        return Case.of(id, sentence)
                .refused(Refusal.ROOT_METADATA)
                .by(charger ->
                        charger.rotate(
                                2, RootText.good(charger.keys()).version(2).replace(part, by)))
                .unless(ROTATED);
    }
}
