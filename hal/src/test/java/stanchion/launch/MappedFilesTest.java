package stanchion.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MappedFilesTest {
    private static final Path CACHE = Path.of("/run/stanchion/app/charger.aot");

    @Test
    void filesAreToldFromOtherMemory() {
        List<String> lines =
                List.of(
                        "3b001000-3b6a5000 rw-p 00001000 00:1b 37 /run/stanchion/app/charger.aot",
                        "3b6a5000-3c066000 rw-p 006a5000 00:1b 37 /run/stanchion/app/charger.aot",
                        "7f0000000000-7f0000021000 rw-p 00000000 00:00 0 ",
                        "7f0000021000-7f0000022000 r--p 00000000 fe:01 1 /lib/a b.so",
                        "7f0000022000-7f0000023000 r--p 00000000 fe:01 2 /lib/old.so (deleted)",
                        "7ffc5f1b6000-7ffc5f1d7000 rw-p 00000000 00:00 0 [stack]");
        assertThat(MappedFiles.in(lines)).containsExactly(CACHE, Path.of("/lib/a b.so"));
    }

    @Test
    void everyVirtualMachineHasItsOwnLibraryMapped() throws IOException {
        assertThat(MappedFiles.here()).anyMatch(file -> file.endsWith("libjvm.so"));
        assertThat(MappedFiles.of(ProcessHandle.current().pid()))
                .anyMatch(file -> file.endsWith("libjvm.so"));
    }

    @Test
    void processThatIsNotThereCannotBeToldOf() {
        assertThatThrownBy(() -> MappedFiles.of(Long.MAX_VALUE)).isInstanceOf(IOException.class);
    }

    @Test
    void cacheIsMappedWhenTheKernelListsThatVeryFile() {
        assertThat(AotCache.among(Set.of(CACHE), CACHE)).isEqualTo(AotCache.MAPPED);
        assertThat(AotCache.among(Set.of(Path.of("/tmp/charger.aot")), CACHE))
                .isEqualTo(AotCache.NOT_MAPPED);
    }

    @Test
    void processWithoutANamedCacheHasNone() {
        assertThat(AotCache.here()).isEqualTo(AotCache.NONE);
    }
}
