package stanchion.boot;

/// One of the two places a version can stand in.
public enum Slot {
    A,
    B;

    public Slot other() {
        return this == A ? B : A;
    }
}
