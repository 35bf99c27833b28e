package stanchion.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import stanchion.boot.Maker.Of;
import stanchion.boot.Maker.Signing;

/// A charger in memory with a good root and a good slot, to be spoilt by a test.
final class BenchCharger {
    static final String HARDWARE = "board-1";
    static final String JRE = "25.0.3+9";

    final Signing rootA = Maker.ed25519();
    final Signing rootB = Maker.ed25519();
    final Signing rootC = Maker.ed25519();
    final Signing rootP = Maker.mlDsa();
    final Signing rootQ = Maker.mlDsa();
    final Signing targetsA = Maker.ed25519();
    final Signing targetsP = Maker.mlDsa();
    final Signing online = Maker.ed25519();
    final List<Signing> rootKeys = List.of(rootA, rootB, rootC, rootP, rootQ);
    final List<Signing> targetsKeys = List.of(targetsA, targetsP);
    final MemoryFolder trust = new MemoryFolder();
    final MemoryFolder slot = new MemoryFolder();
    private byte[] otp = new byte[0];
    private long counter = 7;

    BenchCharger() {
        slot.put("app.jar", Maker.ascii("not really a jar".repeat(40)));
        slot.put("board.conf", Maker.ascii("name board-1\n"));
        provision(Maker.sign(goodRoot(1), rootKeys));
        signTargets(goodTargets());
    }

    /// The four roles with these keys for root and targets.
    List<Of> roles(Of root, Of targets) {
        return List.of(
                root,
                targets,
                new Of("snapshot", 1, List.of(online)),
                new Of("timestamp", 1, List.of(online)));
    }

    String goodRoot(int version) {
        return Maker.root(
                version, roles(new Of("root", 4, rootKeys), new Of("targets", 2, targetsKeys)));
    }

    String goodTargets() {
        return targetsWith(Maker.GOOD_RELEASE);
    }

    String targetsWith(String release) {
        SortedMap<String, byte[]> files = slot.files();
        files.remove("targets.json");
        return Maker.targets(files, release);
    }

    /// Burns the digest of this root, whatever it is.
    BenchCharger provision(byte[] firstRoot) {
        trust.put("1.root.json", firstRoot);
        otp = Key.sha256(firstRoot);
        return this;
    }

    BenchCharger signTargets(String signed) {
        slot.put("targets.json", Maker.sign(signed, targetsKeys));
        return this;
    }

    BenchCharger otp(byte[] bits) {
        otp = bits;
        return this;
    }

    byte[] otp() {
        return otp.clone();
    }

    BenchCharger counter(long value) {
        counter = value;
        return this;
    }

    Host host() {
        return new Host(() -> otp, trust, () -> counter, new Host.Platform(HARDWARE, JRE));
    }

    Verdict judge() {
        return new Verifier(host()).judge(slot, VerifiedCopy.NONE);
    }

    /// `BOOT 1.2.3` or the cause.
    String verdict() {
        return switch (judge()) {
            case Verdict.Boot boot -> "BOOT " + boot.targets().release().firmware();
            case Verdict.Refused refused -> refused.cause().name();
        };
    }

    static List<Signing> without(List<Signing> keys, Signing missing) {
        List<Signing> fewer = new ArrayList<>(keys);
        fewer.remove(missing);
        return fewer;
    }
}
