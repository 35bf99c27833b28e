package stanchion.powercut;

/// Whether a fault may be the reason that something fails.
interface Patience {
    /// Nothing may fail.
    Patience NONE = new None();

    /// Something failed cleanly.
    ///
    /// @param error named by its cause
    void failed(String error);

    /// Whether a start may find nothing to boot.
    boolean mayFail();

    /// Called before every start and step.
    void tick();

    /// See [#NONE].
    final class None implements Patience {
        private None() {}

        @Override
        public void failed(String error) {
            // a slot that may no longer run is told of
        }

        @Override
        public boolean mayFail() {
            return false;
        }

        @Override
        public void tick() {
            // nothing to end
        }
    }
}
