package stanchion.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Which of its two signed digests a file is held against at boot.
///
/// Nobody can make another file of either digest, so one is as good as both and half the work. With
/// SHA instructions SHA-256 is the quick one; without them, as on a Cortex-A72, SHA-512 is, which
/// works on 64 bits at once.
enum FileDigest {
    SHA_256("SHA-256"),
    SHA_512("SHA-512");

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final int FIRST_PROCESSOR_BYTES = 4096;

    private final String algorithm;

    FileDigest(String algorithm) {
        this.algorithm = algorithm;
    }

    /// The quicker one on this processor.
    static FileDigest quicker() {
        try (InputStream in = Files.newInputStream(PROCESSOR)) {
            byte[] text = in.readNBytes(FIRST_PROCESSOR_BYTES);
            return quicker(new String(text, StandardCharsets.ISO_8859_1));
        } catch (IOException unknown) {
            return SHA_256;
        }
    }

    /// @param processor what Linux says of it: `sha_ni` among x86's flags, `sha2` among Arm's
    static FileDigest quicker(String processor) {
        boolean instructions = processor.contains(" sha_ni") || processor.contains(" sha2");
        return instructions ? SHA_256 : SHA_512;
    }

    /// The signed digest, in hexadecimal.
    String of(Target target) {
        return this == SHA_256 ? target.sha256() : target.sha512();
    }

    MessageDigest begin() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
