package stanchion.powercut;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.boot.Decision;
import stanchion.boot.SlotState;

/// What a charger has said aloud, and must stand by after every power cut that follows.
///
/// | acknowledged by | from then on |
/// |---|---|
/// | `UpdateEvents` CONFIRMED, heard before the cut | every start runs the second version |
/// | `UpdateEvents` REVERTED, heard before the cut | no start runs it, until a new order |
/// | the verifier's decision to try it, returned before the cut | no more tries than the power came on, no fourth until a new order |
/// | a record STAGED, whoever heard of it | the whole version stands in that slot, at every start ([End#checkStaged]) |
public final class Promises {
    private boolean confirmed;
    private boolean reverted;
    private int tries;
    private int powered;
    private long serial;
    private Moment moment = Moment.MOUNTING;

    private final Consumer<String> told;

    Promises() {
        this(line -> {});
    }

    /// @param told a line for every moment and every version that boots, and one with all promises
    ///   when one was made
    public Promises(Consumer<String> told) {
        this.told = told;
    }

    private Promises(Promises other) {
        told = other.told;
        confirmed = other.confirmed;
        reverted = other.reverted;
        tries = other.tries;
        powered = other.powered;
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
        promises.tries = number(text, "tries");
        promises.powered = number(text, "power");
        promises.serial = number(text, "order");
        return promises;
    }

    /// What stands behind a word; 0 where the word is missing.
    private static int number(String text, String word) {
        Matcher found = Pattern.compile("\\b" + word + " ([0-9]+)").matcher(text);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    @Override
    public String toString() {
        return (confirmed ? "confirmed " : "")
                + (reverted ? "reverted " : "")
                + (tries > 0 ? "tries " + tries + " " : "")
                + (powered > 0 ? "power " + powered + " " : "")
                + "order "
                + serial;
    }

    /// Says where the charger is, when it has come there.
    void at(Moment now) {
        if (now != moment) {
            moment = now;
            told.accept("at " + now);
        }
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

    /// A cut has ended.
    void powerOn() {
        powered++;
        tell();
    }

    /// How often the power came back.
    int powered() {
        return powered;
    }

    private void tryOnce() {
        tries++;
        if (tries > powered) {
            throw new ViolationException("the second version has a second try without a cut");
        }
        if (tries > SlotState.MOST_TRIES) {
            throw new ViolationException("the second version has a fourth try");
        }
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
        tries = 0;
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
        if (onTry) {
            tryOnce();
        }
        told.accept("boots " + version);
        tell();
    }
}
