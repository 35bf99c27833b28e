package stanchion.release.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import stanchion.boot.Algorithm;
import stanchion.release.Digests;
import stanchion.release.ReleaseException;
import stanchion.release.SigningKey;

/// Where the bits of a new key come from.
public interface KeySource {
    /// The system's random source: the only one for keys that shall keep anybody out.
    KeySource RANDOM = (name, algorithm) -> SigningKey.generate(algorithm, new SecureRandom());

    /// A new key of this name.
    SigningKey make(String name, Algorithm algorithm) throws ReleaseException;

    /// The same keys from the same seed, for tests that shall be done again exactly. Whoever knows
    /// the seed has the keys.
    static KeySource seeded(long seed) {
        return (name, algorithm) -> SigningKey.generate(algorithm, new Foreseeable(seed, name));
    }

    /// SHA-256 over seed, name and a counter, in place of random bits.
    final class Foreseeable extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final long seed;
        private final String name;
        private int blocks;

        Foreseeable(long seed, String name) {
            this.seed = seed;
            this.name = name;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                String block = seed + " " + name + " " + blocks++;
                byte[] bits = Digests.sha256Bytes(block.getBytes(StandardCharsets.UTF_8));
                rest.put(bits, 0, Math.min(bits.length, rest.remaining()));
            }
        }
    }
}
