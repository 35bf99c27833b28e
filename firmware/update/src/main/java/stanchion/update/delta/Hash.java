package stanchion.update.delta;

/// Spreads what is known at a place over the slots of a table.
final class Hash {
    private Hash() {}

    /// Of two values.
    ///
    /// @param which context it is, so that two contexts of equal values stay apart
    static int of(int which, int a, int b) {
        int hash = (a * 0x9E3779B1 + which) * 0x85EBCA6B + b;
        hash ^= hash >>> 15;
        hash *= 0xC2B2AE35;
        return hash ^ hash >>> 13;
    }
}
