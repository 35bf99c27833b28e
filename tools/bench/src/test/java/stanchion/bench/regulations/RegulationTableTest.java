package stanchion.bench.regulations;

import static org.assertj.core.api.Assertions.assertThat;
import static stanchion.bench.regulations.RegulationTable.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.regulations.RegulationTable.Result;
import stanchion.bench.regulations.TestReports.Ending;

/// The table of the regulations promises no more than its tests show.
class RegulationTableTest {
    private static final Path HOME = Path.of("../..");

    @TempDir private Path folder;

    @Test
    void everyTestThatTheTableNamesIsThere() throws IOException {
        for (Regulation regulation : Regulation.ALL) {
            for (String test : regulation.tests()) {
                String source = source(Regulation.className(test));
                assertThat(source).as(test).contains("@Test");
                if (test.contains("#")) {
                    assertThat(source).contains(" void " + test.substring(test.indexOf('#') + 1));
                }
            }
        }
    }

    @Test
    void aRowPassesOnlyWhenEachOfItsTestsWasRunAndPassed() {
        List<Ending> passed = List.of(Ending.PASSED, Ending.PASSED);
        assertThat(result(List.of(passed, passed))).isEqualTo(Result.PASSED);
        assertThat(result(List.of())).isEqualTo(Result.OPEN);
        assertThat(result(List.of(passed, List.of()))).isEqualTo(Result.NOT_SHOWN);
        assertThat(result(List.of(passed, List.of(Ending.SKIPPED)))).isEqualTo(Result.NOT_SHOWN);
        assertThat(result(List.of(List.of(Ending.PASSED, Ending.FAILED)))).isEqualTo(Result.FAILED);
    }

    @Test
    void reportsAreReadByClassAndMethodAndOldOnesDoNotCount() throws IOException {
        Path reports = Files.createDirectories(folder.resolve("room/target/surefire-reports"));
        Files.writeString(
                reports.resolve("TEST-a.StoryTest.xml"),
                """
                <testsuite>
                  <testcase name="first(int)[1]" classname="a.StoryTest"/>
                  <testcase name="first(int)[2]" classname="a.StoryTest"><failure/></testcase>
                  <testcase name="second" classname="a.StoryTest"/>
                  <testcase name="third" classname="a.StoryTest"><skipped/></testcase>
                </testsuite>
                """);
        TestReports read = TestReports.below(folder, Instant.EPOCH);
        assertThat(read.of("StoryTest")).hasSize(4);
        assertThat(read.of("StoryTest#first")).containsExactly(Ending.PASSED, Ending.FAILED);
        assertThat(read.of("StoryTest#second")).containsExactly(Ending.PASSED);
        assertThat(read.of("StoryTest#third")).containsExactly(Ending.SKIPPED);
        assertThat(read.of("StoryTest#fourth")).isEmpty();
        assertThat(read.of("OtherTest")).isEmpty();
        assertThat(TestReports.below(folder, Instant.now().plusSeconds(60)).of("StoryTest"))
                .isEmpty();
    }

    @Test
    void withoutAnyReportNothingIsShownAndTheStatementPromisesNothing() throws IOException {
        RegulationTable table = RegulationTable.below(folder, Instant.EPOCH);
        assertThat(table.holds()).isFalse();
        assertThat(table.text())
                .contains("designed to", "NOT SHOWN", "0 of 15 passed, 0 open")
                .doesNotContainIgnoringCase("compliant");
    }

    private static String source(String type) throws IOException {
        try (Stream<Path> found =
                Files.find(HOME, 20, (path, seen) -> path.endsWith(type + ".java"))) {
            List<Path> files = found.toList();
            assertThat(files).as(type).hasSize(1);
            return Files.readString(files.getFirst());
        }
    }
}
