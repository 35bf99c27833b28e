package stanchion.powercut.board;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import stanchion.powercut.nbd.Medium;
import stanchion.powercut.nbd.NbdServer;

/// The disk that is in, and the hand at its plug. Thread-safe.
final class PowerSupply implements NbdServer.Host {
    private static final int NEVER = Integer.MAX_VALUE;

    private final byte[] factory;
    private byte[] found;
    private Medium medium;
    private Plug plug = new Plug(new SplittableRandom(0), () -> {});
    private int changes;
    private int last = NEVER;
    private Optional<Cut> cut = Optional.empty();

    /// What goes with the power.
    ///
    /// @param lots which atoms survive
    /// @param off called as soon as nothing more can reach the medium
    record Plug(RandomGenerator lots, Runnable off) {}

    /// The end of the power.
    ///
    /// @param change since power on at which it went
    record Cut(int change, Medium.Cut atoms) {}

    PowerSupply(byte[] factory) {
        this.factory = factory.clone();
        this.found = factory.clone();
        this.medium = new Medium(factory.clone(), 512);
    }

    /// Puts a disk in as it comes from the factory.
    synchronized void insertNew(int atom) {
        insert(factory, atom);
    }

    /// Puts a disk in on which something stands.
    synchronized void insert(byte[] content, int atom) {
        found = content.clone();
        medium = new Medium(found.clone(), atom);
    }

    /// Turns the power on again: the disk is what the cut left of it.
    synchronized void on(int atom) {
        found = medium.survivor();
        medium = new Medium(found.clone(), atom);
        cut = Optional.empty();
        changes = 0;
        last = NEVER;
    }

    /// What was on the disk when the power came on, or it was put in.
    synchronized byte[] found() {
        return found.clone();
    }

    /// Takes the plug into the hand.
    synchronized void hold(Plug held) {
        plug = held;
    }

    /// From here on so many changes are made, and at the last of them the power goes.
    synchronized void cutAfter(int more) {
        last = changes + more;
    }

    /// Pulls the plug now.
    synchronized void pull() {
        if (cut.isEmpty()) {
            cut = Optional.of(new Cut(changes, medium.cut(plug.lots())));
            plug.off().run();
        }
    }

    /// The end of the power; nothing while there is some.
    synchronized Optional<Cut> cut() {
        return cut;
    }

    @Override
    public synchronized Medium medium() {
        return medium;
    }

    @Override
    public synchronized boolean change(Medium of) {
        changes++;
        if (cut.isEmpty() && changes >= last) {
            pull();
        }
        return cut.isEmpty();
    }
}
