package stanchion.sim;

/// A contactor with its mechanics: it takes its time, bounces when it closes and may weld.
///
/// The mirror contact is forced by the main poles (IEC 60947-4-1 annex F).
final class Contactor {
    /// Whether the poles touch after contact was first made, millisecond by millisecond.
    private static final boolean[] BOUNCE = {true, false, true, true, false, true};

    private static final int LONG_AGO_MILLIS = 1_000_000;

    private final Parts parts;
    private boolean coil;
    private boolean welds;
    private boolean stuckOpen;
    private boolean closed;
    private int sinceMillis = LONG_AGO_MILLIS;

    Contactor(Parts parts) {
        this.parts = parts;
    }

    /// One millisecond with or without current in the coil.
    void step(boolean energised) {
        sinceMillis = energised == coil ? Math.min(sinceMillis + 1, LONG_AGO_MILLIS) : 0;
        coil = energised;
        boolean stays = closed && welds;
        if (!coil) {
            closed = closed && (stays || sinceMillis < parts.releaseMillis());
        } else if (sinceMillis >= parts.closeMillis()) {
            closed = stays || (!stuckOpen && touches(sinceMillis - parts.closeMillis()));
        }
    }

    /// Whether the armature rests.
    boolean isSettled() {
        int slowest = Math.max(parts.closeMillis(), parts.releaseMillis());
        return sinceMillis > slowest + BOUNCE.length;
    }

    private static boolean touches(int contactMillis) {
        return contactMillis >= BOUNCE.length || BOUNCE[contactMillis];
    }

    /// Whether the poles weld when they are together.
    void weld(boolean on) {
        welds = on;
    }

    /// Whether the armature is stuck in its open position.
    void stick(boolean on) {
        stuckOpen = on;
    }

    /// Whether any main pole is closed.
    boolean isClosed() {
        return closed;
    }

    boolean isEnergised() {
        return coil;
    }

    /// Whether only a weld holds the poles together.
    boolean isHeldByWeld() {
        return closed && welds && !coil;
    }
}
