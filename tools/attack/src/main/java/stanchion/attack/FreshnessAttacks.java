package stanchion.attack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import stanchion.attack.Workshop.Role;

/// Group D, second part: what the update client is shown is old, or does not belong together. What
/// the verifier does not ask at boot, the update client does.
final class FreshnessAttacks {
    private static final Instant LAST_DAY = Instant.parse("2106-02-07T06:28:16Z");
    private static final Twin NOTHING =
            new Twin("the repository as its maker left it", Charger::offer);
    private static final Twin REMEMBERED =
            new Twin(
                    "the charger has seen an earlier repository, and is shown the later one",
                    c -> c.offer().remember());

    private FreshnessAttacks() {}

    static List<Case> cases() {
        return List.of(
                Case.of("D20", "a timestamp that has expired: somebody withholds the newer ones")
                        .updateRefused("FREEZE")
                        .by(charger -> pass(charger, Duration.ofDays(15)))
                        .unless(
                                "a timestamp on its last day",
                                charger -> pass(charger, Duration.ofDays(13))),
                Case.of("D21", "the clock says 2106")
                        .updateRefused("EXPIRED")
                        .by(charger -> charger.offer().surroundings().clock(LAST_DAY))
                        .unless(
                                "the clock is an hour ahead",
                                charger -> pass(charger, Duration.ofHours(1))),
                Case.of(
                                "D22",
                                "the clock is set back to 1970, and a timestamp shown that ended before the version that runs was built")
                        .updateRefused("FREEZE")
                        .by(charger -> {
                            charger.offer().surroundings().clock(Instant.EPOCH);
                            expires(charger, Role.TIMESTAMP, "2025-12-31T00:00:00Z");
                        })
                        .unless(
                                "the clock says 1970, the timestamp is today's",
                                charger -> charger.offer().surroundings().clock(Instant.EPOCH)),
                Case.of(
                                "D23",
                                "the clock is set back to 1970, and a timestamp shown that ended before one was signed that is trusted")
                        .updateRefused("FREEZE")
                        .by(charger -> {
                            charger.offer().remember();
                            charger.offer().surroundings().clock(Instant.EPOCH);
                            expires(charger, Role.TIMESTAMP, "2026-02-01T00:00:00Z");
                        })
                        .unless(
                                "the clock is set back, the timestamp is today's",
                                charger -> {
                                    charger.offer().remember();
                                    charger.offer().surroundings().clock(Instant.EPOCH);
                                }),
                expired("D24", Role.SNAPSHOT),
                expired("D25", Role.TARGETS),
                expired("D26", Role.ASSIGNMENT),
                Case.of("D27", "the timestamp is rolled back to one that was good")
                        .updateRefused("ROLLBACK")
                        .by(charger -> {
                            Path file = charger.offer().workshop().file(Role.TIMESTAMP);
                            byte[] old = Files.readAllBytes(file);
                            charger.offer().remember();
                            Files.write(file, old);
                        })
                        .unless(REMEMBERED),
                Case.of(
                                "D28",
                                "who has the timestamp key signs a new one that names an older snapshot")
                        .updateRefused("ROLLBACK")
                        .by(charger -> {
                            Path old = charger.offer().workshop().file(Role.SNAPSHOT);
                            charger.offer().remember();
                            rollBack(charger, Role.TIMESTAMP, Role.SNAPSHOT, old);
                        })
                        .unless(REMEMBERED),
                Case.of(
                                "D29",
                                "who has the snapshot and timestamp keys names older targets in a new snapshot")
                        .updateRefused("ROLLBACK")
                        .by(charger -> {
                            charger.offer().remember();
                            Path old =
                                    charger.offer()
                                            .workshop()
                                            .folder()
                                            .resolve("metadata/1.targets.json");
                            rollBack(charger, Role.SNAPSHOT, Role.TARGETS, old);
                        })
                        .unless(REMEMBERED),
                Case.of(
                                "D30",
                                "who has the snapshot and timestamp keys names an older assignment in a new snapshot")
                        .updateRefused("ROLLBACK")
                        .by(charger -> {
                            Path old = charger.offer().workshop().file(Role.ASSIGNMENT);
                            charger.offer().remember();
                            rollBack(charger, Role.SNAPSHOT, Role.ASSIGNMENT, old);
                        })
                        .unless(REMEMBERED),
                Case.of("D31", "the snapshot no longer names the assignment that was trusted")
                        .updateRefused("ROLLBACK")
                        .by(charger -> {
                            charger.offer().remember();
                            withoutAssignment(charger);
                        })
                        .unless(REMEMBERED),
                Case.of(
                                "D32",
                                "a charger that has seen nothing yet is shown a snapshot without an assignment")
                        .updateRefused("MIX_AND_MATCH")
                        .by(FreshnessAttacks::withoutAssignment)
                        .unless(NOTHING),
                mixed("D33", "another snapshot of the same version is served", Role.SNAPSHOT),
                mixed(
                        "D34",
                        "other targets of the same version, validly signed, are served",
                        Role.TARGETS),
                mixed(
                        "D35",
                        "another assignment of the same version, validly signed, is served",
                        Role.ASSIGNMENT),
                Case.of("D36", "the timestamp's file holds the snapshot, validly signed")
                        .updateRefused("SIGNATURES")
                        .by(charger -> {
                            Workshop workshop = charger.offer().workshop();
                            Files.write(
                                    workshop.file(Role.TIMESTAMP),
                                    workshop.signed(Role.SNAPSHOT).bytes());
                        })
                        .unless(NOTHING),
                Case.of("D37", "a snapshot's text is signed as timestamp")
                        .updateRefused("WRONG_TYPE")
                        .by(charger -> {
                            Workshop workshop = charger.offer().workshop();
                            Files.write(
                                    workshop.file(Role.TIMESTAMP),
                                    workshop.signed(Role.SNAPSHOT)
                                            .signedBy(charger.keys().timestamp())
                                            .bytes());
                        })
                        .unless(
                                "the timestamp is signed once more",
                                charger ->
                                        charger.offer()
                                                .workshop()
                                                .edit(Role.TIMESTAMP, text -> text)),
                Case.of(
                                "D38",
                                "who had the timestamp key has signed the highest version there is (fast-forward)")
                        .updateRefused("ROLLBACK")
                        .by(FreshnessAttacks::fastForward)
                        .unless(
                                "the maker has rotated the key since",
                                charger -> {
                                    fastForward(charger);
                                    Workshop workshop = charger.offer().workshop();
                                    workshop.rotate("timestamp-ed25519", "snapshot-ed25519");
                                    Files.copy(
                                            workshop.set().resolve("2.root.json"),
                                            workshop.folder().resolve("metadata/2.root.json"));
                                    workshop.offer(2);
                                }),
                Case.of("D39", "the next root says the version after the next")
                        .updateRefused("ROOT_VERSION")
                        .by(charger -> {
                            charger.offer();
                            nextRoot(charger, "\"version\":3");
                        })
                        .unless(
                                "the next root says its own",
                                charger -> {
                                    charger.offer();
                                    nextRoot(charger, "\"version\":2");
                                }),
                Case.of("D40", "the next root is signed by one algorithm's keys alone")
                        .updateRefused("SIGNATURES")
                        .by(charger -> {
                            Signed root = charger.root(1).replace("\"version\":1", "\"version\":2");
                            root(charger, root.signedBy(charger.keys().root().subList(0, 3)));
                        })
                        .unless(
                                "by any four",
                                charger -> {
                                    Signed root =
                                            charger.root(1)
                                                    .replace("\"version\":1", "\"version\":2");
                                    root(
                                            charger,
                                            root.signedBy(charger.keys().root().subList(1, 5)));
                                }),
                Case.of("D41", "targets are signed by the classical key alone")
                        .updateRefused("SIGNATURES")
                        .by(charger -> {
                            Workshop workshop = charger.offer().workshop();
                            workshop.put(
                                    Role.TARGETS,
                                    workshop.signed(Role.TARGETS)
                                            .signedBy(charger.keys().targets().subList(0, 1)));
                        })
                        .unless(
                                "by both",
                                charger ->
                                        charger.offer()
                                                .workshop()
                                                .edit(Role.TARGETS, text -> text)));
    }

    private static Case expired(String id, Role role) {
        return Case.of(id, "the " + role.file() + " has expired, the timestamp has not")
                .updateRefused("EXPIRED")
                .by(charger -> expires(charger, role, "2026-02-01T00:00:00Z"))
                .unless(
                        "it expires in 2106",
                        charger -> expires(charger, role, LAST_DAY.toString()));
    }

    private static Case mixed(String id, String sentence, Role role) {
        return Case.of(id, sentence)
                .updateRefused("MIX_AND_MATCH")
                .by(charger -> {
                    Workshop workshop = charger.offer().workshop();
                    Signed other =
                            workshop.signed(role)
                                    .text(text -> until(text, LAST_DAY.toString()))
                                    .signedBy(workshop.keys(role));
                    Files.write(workshop.file(role), other.bytes());
                })
                .unless(
                        "snapshot and timestamp name it",
                        charger -> expires(charger, role, LAST_DAY.toString()));
    }

    private static void pass(Charger charger, Duration time) throws Exception {
        charger.offer().surroundings().pass(time);
    }

    private static void expires(Charger charger, Role role, String when) throws Exception {
        charger.offer().workshop().edit(role, text -> until(text, when));
    }

    private static String until(String text, String when) {
        return text.replaceAll("\"expires\":\"[^\"]+\"", "\"expires\":\"" + when + "\"");
    }

    /// A role names an older file of another one.
    private static void rollBack(Charger charger, Role above, Role below, Path old)
            throws Exception {
        byte[] bytes = Files.readAllBytes(old);
        String version = String.valueOf(old.getFileName()).split("\\.", 2)[0];
        charger.offer()
                .workshop()
                .edit(above, text -> Workshop.naming(text, below, version, bytes));
    }

    private static void withoutAssignment(Charger charger) throws Exception {
        charger.offer()
                .workshop()
                .edit(
                        Role.SNAPSHOT,
                        text -> text.replaceFirst("\"assignment\\.json\":\\{.*?\\}.*?\\},", ""));
    }

    private static void fastForward(Charger charger) throws Exception {
        Workshop workshop = charger.offer().workshop();
        workshop.offer(1);
        Path file = workshop.file(Role.TIMESTAMP);
        byte[] good = Files.readAllBytes(file);
        workshop.edit(
                Role.TIMESTAMP,
                text ->
                        text.replaceFirst(
                                "(\"version\":)[0-9]+\\}?(,\"x-stanchion|\\}$)", "$12147483647$2"));
        charger.offer().make();
        charger.offer().surroundings().forget();
        Files.write(file, good);
        workshop.offer(2);
    }

    private static void nextRoot(Charger charger, String version) throws Exception {
        Signed root = charger.root(1).replace("\"version\":1", version);
        root(charger, root.signedBy(charger.keys().root()));
    }

    private static void root(Charger charger, Signed root) throws Exception {
        Path metadata = charger.offer().workshop().folder().resolve("metadata");
        Files.write(metadata.resolve("2.root.json"), root.bytes());
    }
}
