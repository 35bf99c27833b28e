package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stanchion.boot.Maker.Of;
import stanchion.boot.Maker.Signing;

/// No bit of the metadata can be changed, and no byte cut off, unnoticed. One signature of each
/// algorithm, and the quicker to check first, so that the loops stay quick.
final class EveryByteTest {
    private final Signing postQuantum = Maker.mlDsa();
    private final Signing classical = after(postQuantum);
    private final List<Signing> keys = List.of(classical, postQuantum);
    private final BenchCharger charger = new BenchCharger();

    @Test
    void everyByteOfTargetsCounts() throws Refused {
        Root root = Root.read(Envelope.open(rootFile(1)).signed());
        byte[] good = Maker.sign(charger.goodTargets(), keys);
        assertThat(Targets.verify(root, good).files()).hasSize(2);
        everyByteCounts(good, bytes -> Targets.verify(root, bytes));
    }

    @Test
    void everyByteOfALaterRootCounts() throws Refused {
        charger.provision(rootFile(1));
        Root first = RootChain.follow(charger.otp(), charger.trust);
        byte[] good = rootFile(2);
        assertThat(RootChain.next(first, 2, good).version()).isEqualTo(2);
        everyByteCounts(good, bytes -> RootChain.next(first, 2, bytes));
    }

    @Test
    void everyByteOfTheFirstRootCounts() {
        byte[] good = rootFile(1);
        charger.provision(good);
        for (int i = 0; i < good.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                charger.trust.put("1.root.json", flipped(good, i, bit));
                assertThat(charger.verdict()).isEqualTo("ROOT_NOT_IN_OTP");
            }
            charger.trust.put("1.root.json", Arrays.copyOf(good, i));
            assertThat(charger.verdict()).isEqualTo("ROOT_NOT_IN_OTP");
        }
    }

    @Test
    void everyByteOfTheFirstRootCountsBeforeItsDigestIsBurnt() throws Refused {
        byte[] good = rootFile(1);
        assertThat(RootChain.selfSigned(good).version()).isEqualTo(1);
        everyByteCounts(good, RootChain::selfSigned);
    }

    private interface Reader {
        Object read(byte[] bytes) throws Refused;
    }

    private static void everyByteCounts(byte[] good, Reader reader) {
        IntStream.range(0, good.length).parallel().forEach(i -> byteCounts(good, i, reader));
    }

    private static void byteCounts(byte[] good, int at, Reader reader) {
        for (int bit = 0; bit < 8; bit++) {
            assertRefused(flipped(good, at, bit), reader, "flipped byte " + at + " bit " + bit);
        }
        assertRefused(Arrays.copyOf(good, at), reader, "cut to " + at);
    }

    private static void assertRefused(byte[] bytes, Reader reader, String what) {
        try {
            reader.read(bytes);
        } catch (Refused expected) {
            return;
        }
        fail(what + " was accepted");
    }

    private static byte[] flipped(byte[] good, int at, int bit) {
        byte[] flipped = good.clone();
        flipped[at] ^= (byte) (1 << bit);
        return flipped;
    }

    /// A classical key whose signature stands behind the other's.
    private static Signing after(Signing other) {
        Signing key = Maker.ed25519();
        return key.id().compareTo(other.id()) > 0 ? key : after(other);
    }

    private byte[] rootFile(int version) {
        return Maker.sign(
                Maker.root(
                        version,
                        List.of(
                                new Of("root", 2, keys),
                                new Of("targets", 2, keys),
                                new Of("snapshot", 1, List.of(classical)),
                                new Of("timestamp", 1, List.of(classical)))),
                keys);
    }
}
