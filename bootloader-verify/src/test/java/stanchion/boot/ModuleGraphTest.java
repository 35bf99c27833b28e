package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The trusted base holds the verifier and `java.base`, nothing else.
final class ModuleGraphTest {
    @TempDir private Path temporary;

    @Test
    void verifierNeedsJavaBaseAlone() {
        Configuration graph =
                Configuration.resolveAndBind(
                        ModuleFinder.of(Classes.verifier()),
                        List.of(ModuleLayer.boot().configuration()),
                        ModuleFinder.of(),
                        Set.of("stanchion.boot"));
        assertThat(graph.modules().stream().map(ResolvedModule::name))
                .containsExactly("stanchion.boot");
        Set<String> reads =
                graph.findModule("stanchion.boot").orElseThrow().reads().stream()
                        .map(ResolvedModule::name)
                        .collect(Collectors.toSet());
        assertThat(reads).containsExactly("java.base");
    }

    /// Without an archive of classes the log names the module that each class came from, and the
    /// class that a lambda stands in; one of ours would cost every start its bootstrap.
    @Test
    void processLoadsNoClassOfAnotherModule() throws IOException {
        DeviceOnDisk device = new DeviceOnDisk(temporary);
        DeviceOnDisk.Ending ending =
                device.bootWith(List.of("-Xshare:off", "-Xlog:class+load:stdout"));
        assertThat(ending.status()).isEqualTo(0);
        Set<String> sources = new TreeSet<>();
        for (String line : ending.out().lines().toList()) {
            int at = line.indexOf(" source: ");
            if (at >= 0) {
                sources.add(line.substring(at + " source: ".length()));
            }
        }
        assertThat(sources)
                .contains(
                        "jrt:/java.base", Classes.verifier().toUri().toString().replace("///", "/"))
                .noneMatch(source -> source.startsWith("stanchion."));
        assertThat(sources.stream().filter(source -> source.contains(":/"))).hasSize(2);
    }

    /// What an image holds that was linked for the verifier alone.
    @Test
    void processNeedsNoModuleBesideItselfAndJavaBase() throws IOException {
        DeviceOnDisk device = new DeviceOnDisk(temporary);
        DeviceOnDisk.Ending ending =
                device.bootWith(
                        List.of(
                                "--limit-modules",
                                "java.base,stanchion.boot",
                                "--show-module-resolution"));
        assertThat(ending.out())
                .startsWith("root stanchion.boot file:")
                .endsWith("\nBOOT A 1.2.3\n")
                .hasLineCount(2);
    }
}
