package stanchion.gateway.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqliteLibraryTest {
    private static final Path VERIFIED = Path.of("/run/app/libsqlitejdbc.so");
    private static final String HEAP = "7f00-7f01 rw-p 00000000 00:00 0    [heap]";

    @Test
    void theVerifiedLibraryAloneIsAccepted() {
        assertThatCode(() ->
                        SqliteLibrary.check(
                                VERIFIED,
                                List.of(
                                        HEAP,
                                        mapped("/run/app/libsqlitejdbc.so"),
                                        mapped("/run/app/libsqlitejdbc.so"),
                                        mapped("/run/app/org.xerial.sqlitejdbc.jar"))))
                .doesNotThrowAnyException();
    }

    @Test
    void aLibraryUnpackedToTheTemporaryFolderIsRefused() {
        assertRefused(mapped("/tmp/sqlite-3.50.3.0-1234-libsqlitejdbc.so"));
    }

    @Test
    void aVerifiedFileThatWasReplacedWhileMappedIsRefused() {
        assertRefused(mapped("/run/app/libsqlitejdbc.so (deleted)"));
    }

    @Test
    void aMissingLibraryIsRefused() {
        assertRefused(HEAP);
    }

    @Test
    void aSecondLibraryBesideTheVerifiedOneIsRefused() {
        assertThatThrownBy(() ->
                        SqliteLibrary.check(
                                VERIFIED,
                                List.of(
                                        mapped("/run/app/libsqlitejdbc.so"),
                                        mapped("/tmp/x-libsqlitejdbc.so"))))
                .isInstanceOf(StoreException.class);
    }

    private static void assertRefused(String line) {
        assertThatThrownBy(() -> SqliteLibrary.check(VERIFIED, List.of(line)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("verified is " + VERIFIED);
    }

    private static String mapped(String path) {
        return "7f3a1c000000-7f3a1c100000 r-xp 00000000 fe:01 131 " + path;
    }
}
