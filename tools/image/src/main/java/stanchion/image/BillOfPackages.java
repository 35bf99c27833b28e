package stanchion.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// The bill of materials of an image: CycloneDX 1.6, one component for each unpacked package. The
/// firmware in the slot has a bill of its own.
final class BillOfPackages {
    private BillOfPackages() {}

    static String text(Recipe recipe, PackageLock lock) throws IOException {
        List<String> without = without(recipe.folder().resolve("without"));
        String components =
                lock.packages().stream()
                        .filter(one -> !without.contains(one.name()))
                        .map(one -> component(one, recipe.settings().architecture()))
                        .collect(Collectors.joining(",\n"));
        return """
        {
          "bomFormat": "CycloneDX",
          "specVersion": "1.6",
          "serialNumber": "urn:uuid:%s",
          "version": 1,
          "metadata": {
            "timestamp": "2026-01-01T00:00:00Z",
            "component": {"type": "operating-system", "name": "stanchion-image-%s", "version": "0.1.0"}
          },
          "components": [
        %s
          ]
        }
        """
                .formatted(
                        UUID.nameUUIDFromBytes(components.getBytes(StandardCharsets.UTF_8)),
                        recipe.name(),
                        components);
    }

    private static String component(PackageLock.Locked one, String architecture) {
        String version = one.version().replace("+", "%2B").replace(":", "%3A");
        return """
            {"type": "library", "name": "%s", "version": "%s",
             "purl": "pkg:deb/debian/%s@%s?arch=%s&distro=debian-13",
             "hashes": [{"alg": "SHA-256", "content": "%s"}]}\
        """
                .formatted(
                        one.name(),
                        one.version(),
                        one.name(),
                        version,
                        architecture,
                        one.file().sha256());
    }

    private static List<String> without(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw ImageException.because(file + ": cannot be read", unreadable);
        }
    }
}
