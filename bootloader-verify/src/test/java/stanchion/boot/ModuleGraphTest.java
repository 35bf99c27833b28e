package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The trusted base holds the verifier and `java.base`, nothing else.
final class ModuleGraphTest {
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
}
