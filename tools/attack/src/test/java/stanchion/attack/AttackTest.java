package stanchion.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import stanchion.boot.Verifier;

/// The attacks against the real verifier's process.
final class AttackTest {
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
    Stream<DynamicTest> everyAttackIsRefusedAndItsTwinBoots() {
        return Catalogue.all().stream()
                .map(one ->
                        DynamicTest.dynamicTest(one.id() + " " + one.sentence(), () -> run(one)));
    }

    private static void run(Case one) throws Exception {
        Result result = new Trial(range, Trial.Folder.REMOVED).run(one);
        assertThat(result.complaints()).isEmpty();
        assertThat(result.twinComplaints()).as(one.twin().sentence()).isEqualTo(List.of());
    }
}
