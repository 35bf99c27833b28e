package stanchion.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheTest {
    /// SHA-256 of "abc" (FIPS 180-2, appendix B.1).
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir private Path folder;

    @Test
    void recipeIsFollowedOnceAndAnotherOneAgain() throws IOException {
        AtomicInteger made = new AtomicInteger();
        Cache.Recipe recipe =
                into -> Files.writeString(into.resolve("n"), "" + made.incrementAndGet());
        Path first = Cache.in(folder).built("thing", "text", recipe);
        assertThat(Cache.in(folder).built("thing", "text", recipe)).isEqualTo(first);
        assertThat(Cache.in(folder).built("thing", "other", recipe)).isNotEqualTo(first);
        assertThat(made).hasValue(2);
    }

    @Test
    void whatCannotBeMadeLeavesNothing() throws IOException {
        Cache.Recipe broken =
                into -> {
                    Files.writeString(into.resolve("half"), "");
                    throw new IOException("no");
                };
        assertThatThrownBy(() -> Cache.in(folder).built("thing", "text", broken))
                .isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void packageThatIsThereIsNotFetched() throws IOException {
        Path file = folder.resolve("debian/abc_1_all.deb");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "abc");
        DebianPackage wanted = new DebianPackage("pool/main/a/abc/abc_1_all.deb", ABC);
        assertThat(Cache.in(folder).fetch(wanted)).isEqualTo(file);
    }

    @Test
    void listsOfPackagesAreWhole() {
        for (String list : new String[] {"amd64", "arm64", "arm-tools"}) {
            assertThat(DebianPackage.list(list + ".packages")).hasSizeGreaterThan(6);
        }
        assertThatThrownBy(() -> new DebianPackage("../x.deb", ABC))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
