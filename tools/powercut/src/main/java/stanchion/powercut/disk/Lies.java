package stanchion.powercut.disk;

/// What a disk, or a program that forgets a sync, makes of the promises that programs rely on. For
/// tests that see whether a broken promise is noticed.
public interface Lies {
    /// An honest disk.
    Lies NONE = (kind, path) -> false;

    /// Whether a sync of this file or folder does nothing, or a rename ([Operation.Kind#RENAME];
    /// its path is the new name) is done in three steps: the old file goes, the new one leaves its
    /// old name, and arrives.
    boolean breaks(Operation.Kind kind, String path);
}
