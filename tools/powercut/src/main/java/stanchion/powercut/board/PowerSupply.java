package stanchion.powercut.board;

import java.util.Optional;
import java.util.random.RandomGenerator;
import stanchion.powercut.nbd.Medium;
import stanchion.powercut.nbd.NbdServer;

/// The disk that is in, and the hand at its plug. Thread-safe.
final class PowerSupply implements NbdServer.Host {
    private final byte[] factory;
    private Medium medium;
    private Plug plug = new Plug(0, new java.util.SplittableRandom(0), () -> {});
    private int left = Integer.MAX_VALUE;
    private Optional<Medium.Cut> cut = Optional.empty();

    /// When the power goes, and what goes with it.
    ///
    /// @param lots which atoms survive
    /// @param off called as soon as nothing more can reach the medium
    record Plug(int changes, RandomGenerator lots, Runnable off) {}

    PowerSupply(byte[] factory) {
        this.factory = factory.clone();
        this.medium = new Medium(factory.clone(), 512);
    }

    /// Puts a disk in as it comes from the factory.
    synchronized void insertNew(int atom) {
        medium = new Medium(factory.clone(), atom);
    }

    /// Turns the power on again: the disk is what the cut left of it.
    synchronized void on(int atom) {
        medium = new Medium(medium.survivor(), atom);
        cut = Optional.empty();
        left = Integer.MAX_VALUE;
    }

    /// From here on changes count.
    synchronized void arm(Plug next) {
        plug = next;
        left = next.changes();
    }

    /// Pulls the plug now.
    synchronized void pull() {
        if (cut.isEmpty()) {
            cut = Optional.of(medium.cut(plug.lots()));
            plug.off().run();
        }
    }

    /// What the last cut took; nothing while there is power.
    synchronized Optional<Medium.Cut> cut() {
        return cut;
    }

    @Override
    public synchronized Medium medium() {
        return medium;
    }

    @Override
    public synchronized boolean change(Medium of) {
        if (cut.isEmpty() && --left <= 0) {
            pull();
        }
        return cut.isEmpty();
    }
}
