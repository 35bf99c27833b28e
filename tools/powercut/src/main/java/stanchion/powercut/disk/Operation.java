package stanchion.powercut.disk;

/// One thing that was asked of a disk.
///
/// @param number from 1, of changes and reads apart
/// @param path of the file or folder; of a rename `old -> new`
public record Operation(int number, Kind kind, String path) {
    /// What is counted apart.
    public enum Kind {
        CREATE(true),
        FOLDER(true),
        WRITE(true),
        TRUNCATE(false),
        RENAME(true),
        DELETE(false),
        SYNC(false),
        SYNC_FOLDER(false),
        READ(false),
        LIST(false),
        STAT(false);

        private final boolean needsRoom;

        Kind(boolean needsRoom) {
            this.needsRoom = needsRoom;
        }

        /// Whether a full disk refuses it.
        public boolean needsRoom() {
            return needsRoom;
        }

        /// Whether it only promises what others did.
        public boolean sync() {
            return this == SYNC || this == SYNC_FOLDER;
        }

        /// Whether it leaves everything as it is.
        public boolean reading() {
            return this == READ || this == LIST || this == STAT;
        }
    }

    @Override
    public String toString() {
        return number + " " + kind + " " + path;
    }
}
