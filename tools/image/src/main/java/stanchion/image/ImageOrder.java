package stanchion.image;

import java.nio.file.Path;
import java.util.Optional;

/// What image is wanted.
///
/// @param home the project's folder, built
/// @param device a device folder whose signed slot and roots go into the image
/// @param broker `ssl://HOST:PORT`, the one address that the image may reach
/// @param maker what `info` tells of who made it, see the gateway's `--maker`; an image for a test
///   has an example
/// @param bootKey RSA key, PKCS#8 PEM, that signs the boot volume
/// @param firmware start-up files of the Raspberry Pi, which Debian's main does not hold
public record ImageOrder(
        Path home,
        Recipe recipe,
        Purpose purpose,
        Path device,
        String broker,
        Optional<Path> maker,
        Path bootKey,
        Optional<Path> firmware) {
    /// What the image is for.
    public enum Purpose {
        /// For a customer: no console, no way in.
        PRODUCTION,
        /// For a test: a console, a script from outside, the identity inside. Marked as such.
        TEST;

        public boolean isTest() {
            return this == TEST;
        }
    }

    /// @throws IllegalArgumentException when the broker's address is none
    public ImageOrder {
        if (!broker.matches("ssl://[A-Za-z0-9.-]{1,253}:[0-9]{1,5}")) {
            throw new IllegalArgumentException("--broker " + broker + ": not ssl://HOST:PORT");
        }
    }
}
