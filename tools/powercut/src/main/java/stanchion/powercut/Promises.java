package stanchion.powercut;

import java.util.function.Consumer;
import stanchion.boot.Decision;

/// What a charger has said aloud, and must stand by after every power cut that follows.
///
/// | acknowledged by | from then on |
/// |---|---|
/// | `UpdateEvents` CONFIRMED, heard before the cut | every start runs the second version |
/// | `UpdateEvents` REVERTED, heard before the cut | no start runs it, until a new order |
/// | the verifier's decision to try it, returned before the cut | no second try, until a new order |
/// | a record STAGED, whoever heard of it | the whole version stands in that slot, at every start ([End#checkStaged]) |
public final class Promises {
    private boolean confirmed;
    private boolean reverted;
    private boolean tried;
    private long serial;

    private final Consumer<String> told;

    Promises() {
        this(line -> {});
    }

    /// @param told a line for every version that boots, and one with all promises when one was made
    public Promises(Consumer<String> told) {
        this.told = told;
    }

    private Promises(Promises other) {
        told = other.told;
        confirmed = other.confirmed;
        reverted = other.reverted;
        tried = other.tried;
        serial = other.serial;
    }

    Promises copy() {
        return new Promises(this);
    }

    /// As [#toString] says them.
    public static Promises of(String text, Consumer<String> told) {
        Promises promises = new Promises(told);
        promises.confirmed = text.contains("confirmed");
        promises.reverted = text.contains("reverted");
        promises.tried = text.contains("tried");
        promises.serial = Long.parseLong(text.replaceAll(".* ", ""));
        return promises;
    }

    @Override
    public String toString() {
        return (confirmed ? "confirmed " : "")
                + (reverted ? "reverted " : "")
                + (tried ? "tried " : "")
                + "order "
                + serial;
    }

    private void tell() {
        told.accept("promise " + this);
    }

    void confirm() {
        confirmed = true;
        tell();
    }

    void revert() {
        reverted = true;
        tell();
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
        tell();
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
        told.accept("boots " + version);
        tell();
    }
}
