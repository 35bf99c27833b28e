package stanchion.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import stanchion.boot.CounterFile;
import stanchion.boot.DirectoryFolder;
import stanchion.boot.Host;
import stanchion.boot.OtpFile;
import stanchion.boot.Verdict;
import stanchion.boot.VerifiedCopy;
import stanchion.boot.Verifier;

/// The attacks in a time that fits among other tests. What is decided over bytes alone is judged by
/// the library, all of it; as real processes run the first cases of each group and, day by day,
/// others. `./run attack` runs everything as real processes.
final class AttackTest {
    private static final Set<String> DECIDED_BY_BYTES = Set.of("A", "B", "C");
    private static final int FIRST_OF_GROUP = 2;
    private static final int ROTATING = 8;

    private static Range range;

    @BeforeAll
    static void open() throws Exception {
        range =
                Range.open(
                        Path.of(
                                Verifier.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI()));
    }

    @AfterAll
    static void close() throws Exception {
        range.close();
    }

    @TestFactory
    Stream<DynamicTest> libraryRefusesEveryAttackOnBytesAndBootsEveryTwin() {
        return Catalogue.all().stream()
                .filter(one -> DECIDED_BY_BYTES.contains(one.group()))
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.id() + " " + one.sentence(), () -> judgeBoth(one)));
    }

    private static void judgeBoth(Case one) throws Exception {
        assertThat(judge(one.id(), one.spoil()))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused ->
                                assertThat(new Expected.Refused(refused.cause()))
                                        .isEqualTo(one.expected()));
        assertThat(judge(one.id() + "-twin", one.twin().act()))
                .as(one.twin().sentence())
                .isInstanceOf(Verdict.Boot.class);
    }

    private static Verdict judge(String name, Act act) throws Exception {
        Charger charger = range.charger(name);
        act.on(charger);
        Host host =
                new Host(
                        new OtpFile(charger.file("otp.bin")),
                        new DirectoryFolder(charger.trust()),
                        new CounterFile(charger.file("state/counter")),
                        new Host.Platform(
                                range.hardware(), System.getProperty("java.runtime.version")));
        Verdict verdict =
                new Verifier(host).judge(new DirectoryFolder(charger.slotA()), VerifiedCopy.NONE);
        Folders.remove(charger.work());
        return verdict;
    }

    @TestFactory
    Stream<DynamicTest> updateClientAnswersEveryAttackOnUpdatesAndTakesEveryTwin() {
        return Catalogue.all().stream()
                .filter(one -> one.expected() instanceof Expected.OfUpdate)
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.id() + " " + one.sentence(), () -> offerBoth(one)));
    }

    private static void offerBoth(Case one) throws Exception {
        if (one.expected() instanceof Expected.OfUpdate expected) {
            assertThat(expected.complaints(offer(one.id(), one.spoil()))).isEmpty();
            assertThat(offer(one.id() + "-twin", one.twin().act()).switched())
                    .as(one.twin().sentence())
                    .isTrue();
        }
    }

    private static Offer.Answer offer(String name, Act act) throws Exception {
        Charger charger = range.charger(name);
        act.on(charger);
        Offer.Answer answer = charger.offer().make();
        Folders.remove(charger.work());
        return answer;
    }

    @TestFactory
    Stream<DynamicTest> realProcessesRefuseASampleOfAttacks() throws InterruptedException {
        int jobs = Runtime.getRuntime().availableProcessors();
        Campaign campaign = new Campaign(new Trial(range, Trial.Folder.REMOVED), jobs);
        return campaign.run(sample(), result -> {}).stream()
                .map(result ->
                        DynamicTest.dynamicTest(
                                result.attack().id() + " " + result.attack().sentence(),
                                () -> check(result)));
    }

    private static List<Case> sample() {
        long day =
                Long.getLong("stanchion.attack.seed", LocalDate.now(ZoneOffset.UTC).toEpochDay());
        List<Case> shuffled = new ArrayList<>(Catalogue.all());
        Collections.shuffle(shuffled, new Random(day));
        Set<Case> sample = new LinkedHashSet<>(shuffled.subList(0, ROTATING));
        for (Catalogue.Group group : Catalogue.Group.values()) {
            Catalogue.all().stream()
                    .filter(one -> one.group().equals(group.name()))
                    .limit(FIRST_OF_GROUP)
                    .forEach(sample::add);
        }
        return List.copyOf(sample);
    }

    private static void check(Result result) {
        assumeTrue(!result.skipped(), result.notHere().orElse(""));
        assertThat(result.complaints()).isEmpty();
        assertThat(result.twinComplaints()).as(result.attack().twin().sentence()).isEmpty();
    }
}
