package stanchion.attack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stanchion.boot.Refusal;

/// Group D: an older version returns, a clock lies, parts of two versions are mixed.
final class RollbackAttacks {
    private static final Path COUNTER = Path.of("state/counter");
    private static final Twin COUNTER_OF_THE_VERSION =
            new Twin("the counter is at the version's epoch", counter("0\n"));

    private RollbackAttacks() {}

    static List<Case> cases() {
        return List.of(
                Case.of("D01", "a version from before a revocation, validly signed, is put back")
                        .refused(Refusal.ROLLBACK)
                        .by(counter("1\n"))
                        .unless(
                                "a version of the counter's epoch",
                                charger -> {
                                    counter("1\n").on(charger);
                                    epoch(charger, 1);
                                }),
                Case.of("D02", "the older version stands in both slots")
                        .refused(Refusal.ROLLBACK)
                        .by(charger -> {
                            charger.fillSlotB();
                            counter("4294967296\n").on(charger);
                        })
                        .unless(
                                "the counter is lower than both",
                                charger -> {
                                    charger.fillSlotB();
                                    counter("0\n").on(charger);
                                }),
                Case.of(
                                "D03",
                                "the newer version in A is altered, so that the older in B shall boot")
                        .refused(Refusal.FILE_DIGEST)
                        .by(charger -> {
                            charger.fillSlotB();
                            epoch(charger, 1);
                            counter("1\n").on(charger);
                            Contents.plant(
                                    charger,
                                    "board.conf",
                                    Contents.flip(Contents.of(charger, "board.conf"), 0));
                        })
                        .unless(
                                "the newer version is left as it was",
                                charger -> {
                                    charger.fillSlotB();
                                    epoch(charger, 1);
                                    counter("1\n").on(charger);
                                }),
                unreadable(
                        "D04",
                        "the counter's file is removed",
                        charger -> Files.delete(charger.folder().resolve(COUNTER))),
                unreadable("D05", "the counter's file is emptied", counter("")),
                unreadable("D06", "the counter says garbage", counter("zero\n")),
                unreadable("D07", "the counter is negative", counter("-1\n")),
                unreadable(
                        "D08",
                        "the counter has eleven digits, more than 64 bits could follow",
                        counter("00000000000\n")),
                unreadable("D09", "the counter is cut off before its line feed", counter("0")),
                unreadable(
                        "D10",
                        "the counter is a folder",
                        charger -> {
                            Files.delete(charger.folder().resolve(COUNTER));
                            Files.createDirectory(charger.folder().resolve(COUNTER));
                        }),
                unreadable(
                        "D11",
                        "the counter is a FIFO that nobody writes to",
                        charger -> {
                            Files.delete(charger.folder().resolve(COUNTER));
                            Evil.run(
                                    charger,
                                    List.of(
                                            "mkfifo",
                                            charger.folder().resolve(COUNTER).toString()));
                        }),
                unreadable(
                        "D12",
                        "the counter is an endless device",
                        charger -> {
                            Files.delete(charger.folder().resolve(COUNTER));
                            Files.createSymbolicLink(
                                    charger.folder().resolve(COUNTER), Path.of("/dev/zero"));
                        }),
                Case.of("D13", "a version for another board")
                        .refused(Refusal.HARDWARE)
                        .by(charger ->
                                charger.editTargets(
                                        "\"hardware\":[\"stanchion-bench\"]",
                                        "\"hardware\":[\"stanchion-benc\"]"))
                        .unless(
                                "a version for this board and another",
                                charger ->
                                        charger.editTargets(
                                                "\"hardware\":[\"stanchion-bench\"]",
                                                "\"hardware\":[\"another\",\"stanchion-bench\"]")),
                Case.of("D14", "the boot description says another board than the version is for")
                        .refused(Refusal.HARDWARE)
                        .by(charger -> charger.describe("hardware", "stanchion-bench-2"))
                        .unless(
                                "version and description say the other board",
                                charger -> {
                                    charger.describe("hardware", "stanchion-bench-2");
                                    charger.editTargets(
                                            "\"stanchion-bench\"", "\"stanchion-bench-2\"");
                                }),
                Case.of("D15", "a version for another Java build")
                        .refused(Refusal.JRE)
                        .by(charger -> charger.editTargets("\"jre\":\"", "\"jre\":\"2"))
                        .unless(
                                "the version is named otherwise",
                                charger ->
                                        charger.editTargets("\"firmware\":\"", "\"firmware\":\"2")),
                Case.of("D16", "the jar of one signed version under the metadata of another")
                        .refused(Refusal.FILE_DIGEST)
                        .by(charger -> {
                            byte[] older = Contents.of(charger, "charger.jar");
                            Contents.sign(charger, "charger.jar", "charger", Evil.of(older));
                            Contents.plant(charger, "charger.jar", older);
                        })
                        .unless(
                                "jar and metadata of one version",
                                charger ->
                                        Contents.sign(
                                                charger,
                                                "board.conf",
                                                "data",
                                                Contents.of(charger, "gateway.jar"))),
                Case.of(
                                "D17",
                                "the ahead-of-time cache of one signed version beside the jar of another")
                        .refused(Refusal.FILE_DIGEST)
                        .by(charger -> {
                            Contents.sign(charger, "charger.aot", "charger-cache", new byte[4096]);
                            Contents.plant(
                                    charger, "charger.aot", Contents.flip(new byte[4096], 4095));
                        })
                        .unless(
                                "the cache that was signed with the jar, though it fits no Java",
                                charger ->
                                        Contents.sign(
                                                charger,
                                                "charger.aot",
                                                "charger-cache",
                                                new byte[4096])),
                Case.of("D18", "targets that expired in 1970: freeze, or a clock that says 2106")
                        .boots("BOOT A ")
                        .by(charger ->
                                charger.targets(
                                        charger.targets()
                                                .text(text -> expires(text, "1970-01-01T00:00:00Z"))
                                                .signedBy(charger.keys().targets())))
                        .unless(
                                "targets that expire in 2106",
                                charger ->
                                        charger.targets(
                                                charger.targets()
                                                        .text(text ->
                                                                expires(
                                                                        text,
                                                                        "2106-02-07T06:28:16Z"))
                                                        .signedBy(charger.keys().targets()))),
                Case.of(
                                "D19",
                                "a root that expired in 1970: a clock without a battery must not lock a charger")
                        .boots("BOOT A ")
                        .by(charger ->
                                charger.provision(
                                        charger.root(1)
                                                .text(text -> expires(text, "1970-01-01T00:00:00Z"))
                                                .signedBy(charger.keys().root())))
                        .unless(
                                "a root that expires in 2106",
                                charger ->
                                        charger.provision(
                                                charger.root(1)
                                                        .text(text ->
                                                                expires(
                                                                        text,
                                                                        "2106-02-07T06:28:16Z"))
                                                        .signedBy(charger.keys().root()))));
    }

    private static Case unreadable(String id, String sentence, Act spoil) {
        return Case.of(id, sentence)
                .refused(Refusal.COUNTER_UNREADABLE)
                .by(spoil)
                .unless(COUNTER_OF_THE_VERSION);
    }

    private static Act counter(String text) {
        return charger -> Files.writeString(charger.folder().resolve(COUNTER), text);
    }

    private static void epoch(Charger charger, int epoch) throws Exception {
        charger.editTargets("\"security_epoch\":0", "\"security_epoch\":" + epoch);
    }

    private static String expires(String text, String when) {
        return text.replaceAll("\"expires\":\"[^\"]+\"", "\"expires\":\"" + when + "\"");
    }
}
