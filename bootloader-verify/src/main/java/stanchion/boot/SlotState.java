package stanchion.boot;

/// How far a slot's version has come. The update client moves it; the verifier reads it, and takes
/// the try.
///
/// ```text
///        begin            all of it verified       may be tried            confirmed in time
/// EMPTY ───────► STAGING ────────────────► STAGED ────────────► TRYING ──────────────────► CONFIRMED
///   ▲               │ torn                    │ given up         │ left 1 ─► 0: it runs     │
///   │               │                         │                  │ left 0: reverted         │
///   └───────────────┴─────────────────────────┴──────────────────┘                          │
///   └──────────────── the other slot is confirmed, this one takes the next version ◄────────┘
/// ```
///
/// Only a confirmed slot and one with a try left may run; what stands in any other is not looked
/// at, so a torn download is no tamper.
public sealed interface SlotState {
    /// How often a version may be started before it is confirmed.
    int MOST_TRIES = 3;

    /// Nothing stands here.
    record Empty() implements SlotState {}

    /// A version is being written.
    record Staging() implements SlotState {}

    /// A whole and verified version waits.
    ///
    /// @param targets SHA-256 of its `targets.json`, in hexadecimal
    record Staged(String targets) implements SlotState {
        public Staged {
            requireDigest(targets);
        }
    }

    /// A version is being tried.
    ///
    /// @param targets SHA-256 of its `targets.json`, in hexadecimal
    /// @param left how often it may still be started, 0…[#MOST_TRIES]
    record Trying(String targets, int left) implements SlotState {
        public Trying {
            requireDigest(targets);
            if (left < 0 || left > MOST_TRIES) {
                throw new IllegalArgumentException("not a number of tries: " + left);
            }
        }

        Trying once() {
            return new Trying(targets, left - 1);
        }
    }

    /// A version has proved itself here.
    ///
    /// @param targets SHA-256 of its `targets.json`, in hexadecimal
    record Confirmed(String targets) implements SlotState {
        public Confirmed {
            requireDigest(targets);
        }
    }

    /// Its name in the boot statement.
    default String text() {
        if (this instanceof Trying) {
            return "TRYING";
        } else if (this instanceof Confirmed) {
            return "CONFIRMED";
        } else if (this instanceof Staged) {
            return "STAGED";
        }
        return this instanceof Staging ? "STAGING" : "EMPTY";
    }

    private static void requireDigest(String targets) {
        if (!Hex.isHex(targets, 32)) {
            throw new IllegalArgumentException("not a SHA-256: " + targets);
        }
    }
}
