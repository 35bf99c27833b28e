package stanchion.update;

import java.util.Optional;
import stanchion.boot.Target;

/// A file that a version needs, and the way it is come by.
///
/// @param name in the slot
record Part(String name, Target target, Way way) {
    /// How a file is come by.
    sealed interface Way {
        /// What must be downloaded for it.
        Optional<Content> content();
    }

    /// The running version has the same.
    ///
    /// @param old its name there
    record Copied(String old) implements Way {
        @Override
        public Optional<Content> content() {
            return Optional.empty();
        }
    }

    /// The running version has one much like it.
    ///
    /// @param old its name there
    record Patched(String old, Content delta) implements Way {
        @Override
        public Optional<Content> content() {
            return Optional.of(delta);
        }
    }

    record Inflated(Content full) implements Way {
        @Override
        public Optional<Content> content() {
            return Optional.of(full);
        }
    }

    Part by(Way other) {
        return new Part(name, target, other);
    }
}
