package stanchion.update.delta;

/// A stretch of the new file, and what it is made of.
///
/// @param length in bytes, 1 or more
/// @param from position in the old file of its first byte; 0 where the kind has none
public record Segment(Kind kind, int length, int from) {
    /// Where bytes come from.
    public enum Kind {
        /// The old file's bytes as they are.
        COPY(0),
        /// Bytes much like the old file's; said is where they differ, and how.
        LIKE(1),
        /// Bytes without a model in the old file.
        FRESH(2),
        /// The next bytes of the [JarEnd] that follows from what is already there.
        JAR_END(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /// As deltas have it.
        int code() {
            return code;
        }

        /// Whether it has a place in the old file.
        boolean hasPlace() {
            return this == COPY || this == LIKE;
        }

        static Kind of(int code) throws ContentException {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new ContentException(ContentFault.CORRUPT, "a segment of kind " + code);
        }
    }
}
