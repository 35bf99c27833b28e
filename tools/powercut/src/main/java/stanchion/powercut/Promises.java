package stanchion.powercut;

import stanchion.boot.Decision;

/// What a charger has said aloud, and must stand by after every power cut that follows.
///
/// | acknowledged by | from then on |
/// |---|---|
/// | `UpdateEvents` CONFIRMED, heard before the cut | every start runs the second version |
/// | `UpdateEvents` REVERTED, heard before the cut | no start runs it, until a new order |
/// | the verifier's decision to try it, returned before the cut | no second try, until a new order |
/// | a record STAGED, whoever heard of it | the whole version stands in that slot, at every start ([End#checkStaged]) |
final class Promises {
    private boolean confirmed;
    private boolean reverted;
    private boolean tried;
    private long serial;

    Promises() {}

    private Promises(Promises other) {
        confirmed = other.confirmed;
        reverted = other.reverted;
        tried = other.tried;
        serial = other.serial;
    }

    Promises copy() {
        return new Promises(this);
    }

    void confirm() {
        confirmed = true;
    }

    void revert() {
        reverted = true;
    }

    /// The serial of the newest order.
    long serial() {
        return serial;
    }

    /// The maker asks for the second version once more.
    void orderAgain() {
        if (serial == World.MOST_ORDERS) {
            throw new ViolationException("ordered again and again, and never confirmed");
        }
        serial++;
        reverted = false;
        tried = false;
    }

    /// The verifier lets a version run.
    void start(Version version, Decision.Boot boot) {
        boolean second = version.number() == 2;
        if (confirmed && !second) {
            throw new ViolationException(
                    "the second version was confirmed, and " + version + " boots");
        }
        if (second && reverted) {
            throw new ViolationException("the second version was reverted, and boots again");
        }
        boolean onTry =
                boot.step().state().filter(state -> state.text().equals("TRYING")).isPresent();
        if (onTry && tried) {
            throw new ViolationException("the second version has a second try");
        }
        tried |= onTry;
    }
}
