package stanchion.sim;

/// A contactor of three poles with its mechanics: it takes its time, bounces when it closes, and
/// each pole may weld or let nothing through.
///
/// The mirror contact is forced by the main poles (IEC 60947-4-1 annex F).
final class Contactor {
    private static final int POLES = 3;
    private static final int ALL = (1 << POLES) - 1;

    /// Whether the poles touch after contact was first made, millisecond by millisecond.
    private static final boolean[] BOUNCE = {true, false, true, true, false, true};

    private static final int LONG_AGO_MILLIS = 1_000_000;

    private final Parts parts;
    private boolean coil;
    private boolean jammed;
    private boolean armature;
    private int welding;
    private int dead;
    private int closed;
    private int sinceMillis = LONG_AGO_MILLIS;

    Contactor(Parts parts) {
        this.parts = parts;
    }

    /// One millisecond with or without current in the coil.
    void step(boolean energised) {
        sinceMillis = energised == coil ? Math.min(sinceMillis + 1, LONG_AGO_MILLIS) : 0;
        coil = energised;
        if (!coil) {
            armature = armature && sinceMillis < parts.releaseMillis();
        } else if (sinceMillis >= parts.closeMillis()) {
            armature = !jammed && touches(sinceMillis - parts.closeMillis());
        }
        closed = (armature ? ALL & ~dead : 0) | (closed & welding);
    }

    /// Whether the armature rests.
    boolean isSettled() {
        int slowest = Math.max(parts.closeMillis(), parts.releaseMillis());
        return sinceMillis > slowest + BOUNCE.length;
    }

    private static boolean touches(int contactMillis) {
        return contactMillis >= BOUNCE.length || BOUNCE[contactMillis];
    }

    /// Whether all poles weld when they are together.
    void weld(boolean on) {
        welding = on ? ALL : 0;
    }

    /// Whether the armature is stuck in its open position.
    void stick(boolean on) {
        jammed = on;
    }

    /// Whether one pole welds when it is closed.
    void weldPole(int pole, boolean on) {
        welding = on ? welding | 1 << pole : welding & ~(1 << pole);
    }

    /// Whether one pole lets nothing through although the armature has moved.
    void burnPole(int pole, boolean on) {
        dead = on ? dead | 1 << pole : dead & ~(1 << pole);
    }

    /// Whether any main pole is closed.
    boolean isClosed() {
        return closed != 0;
    }

    /// @param pole 0 for L1
    boolean isClosed(int pole) {
        return (closed & 1 << pole) != 0;
    }

    /// What forces the mirror contact open.
    boolean isMirrorForced() {
        return armature || closed != 0;
    }

    boolean isEnergised() {
        return coil;
    }

    /// Whether only a weld holds poles together.
    boolean isHeldByWeld() {
        return closed != 0 && !coil && !armature;
    }
}
