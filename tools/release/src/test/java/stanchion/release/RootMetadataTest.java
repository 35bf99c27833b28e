package stanchion.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import stanchion.boot.Algorithm;
import stanchion.boot.CanonicalJson;

/// The tools refuse to make a root that one broken algorithm could forge.
final class RootMetadataTest {
    @Test
    void rolesThatOneAlgorithmCouldFulfilAreNotSigned() throws ReleaseException {
        List<SigningKey> keys =
                List.of(
                        SigningKey.generate(Algorithm.ED25519),
                        SigningKey.generate(Algorithm.ED25519),
                        SigningKey.generate(Algorithm.ML_DSA_65));
        assertThatThrownBy(() -> root("targets", 2, keys))
                .isInstanceOf(ReleaseException.class)
                .hasMessageStartingWith("role targets: raise the threshold");
        assertThatThrownBy(() -> root("root", 2, keys)).isInstanceOf(ReleaseException.class);
        assertThat(root("targets", 3, keys)).isNotEmpty();
        assertThat(root("timestamp", 1, keys)).isNotEmpty();
    }

    private static byte[] root(String role, int threshold, List<SigningKey> keys)
            throws ReleaseException {
        return CanonicalJson.bytes(
                new RootMetadata(
                                1, Instant.EPOCH, List.of(RootMetadata.role(role, threshold, keys)))
                        .signed());
    }
}
