package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import stanchion.boot.Maker.Of;
import stanchion.boot.Maker.Signing;

/// No byte of the metadata can be changed or cut off unnoticed. One signature of each algorithm, so
/// that the loops stay quick.
final class EveryByteTest {
    private final Signing classical = Maker.ed25519();
    private final Signing postQuantum = Maker.mlDsa();
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
        byte[] good = charger.trust.content("1.root.json");
        for (int i = 0; i < good.length; i++) {
            byte[] flipped = flipped(good, i);
            charger.trust.put("1.root.json", flipped);
            assertThat(charger.verdict()).isEqualTo("ROOT_NOT_IN_OTP");
            charger.trust.put("1.root.json", Arrays.copyOf(good, i));
            assertThat(charger.verdict()).isEqualTo("ROOT_NOT_IN_OTP");
        }
    }

    @Test
    void everyByteOfTheFirstRootCountsEvenWhenTheOtpFollowsIt() {
        byte[] good = rootFile(1);
        everyByteCounts(
                good,
                bytes -> {
                    charger.provision(bytes);
                    return RootChain.follow(charger.otp(), charger.trust);
                });
    }

    private interface Reader {
        Object read(byte[] bytes) throws Refused;
    }

    private static void everyByteCounts(byte[] good, Reader reader) {
        for (int i = 0; i < good.length; i++) {
            assertRefused(flipped(good, i), reader, "flipped byte " + i);
            assertRefused(Arrays.copyOf(good, i), reader, "cut to " + i);
        }
    }

    private static void assertRefused(byte[] bytes, Reader reader, String what) {
        try {
            reader.read(bytes);
        } catch (Refused expected) {
            return;
        }
        fail(what + " was accepted");
    }

    private static byte[] flipped(byte[] good, int at) {
        byte[] flipped = good.clone();
        flipped[at] ^= (byte) (1 << at % 8);
        return flipped;
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
