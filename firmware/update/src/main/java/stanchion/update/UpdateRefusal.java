package stanchion.update;

/// Why something that came from outside is not believed or not taken: one constant per cause, each
/// with a sentence an engineer can act on.
public enum UpdateRefusal {
    METADATA_MISSING("The repository has not this file; publish it, or wait until it has arrived."),
    METADATA_SIZE(
            "The file is longer than it may be; somebody sends without end, or signed too much."),
    METADATA_FORMAT("The file is not strict canonical metadata; sign it anew."),
    WRONG_TYPE("The file is of another role or format version than was asked for."),
    SIGNATURES(
            "The file lacks signatures that hold; fewer keys of the role have signed than must."),
    ROOT_VERSION("A root's version is not its place in the chain; publish the one that is."),
    ROOT_TOO_MANY("The chain of roots is longer than a verifier follows; it would boot nothing."),
    ROLLBACK("The file is older than one that was trusted here; somebody replays it."),
    FREEZE("The timestamp has expired: nobody renews it, or somebody withholds the newer ones."),
    EXPIRED("The file has expired; sign a newer version."),
    MIX_AND_MATCH(
            "The file is not the one that snapshot or timestamp name; publish them together."),
    DELEGATION("A delegation cannot be followed; correct it in the targets that make it."),
    TARGET_UNKNOWN("No trusted role lists this target."),
    ASSIGNMENT("The assignment says something that it must not; sign a corrected one."),
    RELEASE_UNKNOWN("A version is assigned that the signed targets do not list; publish it first."),
    NOT_FITTING(
            "The version is for other hardware, another Java or below the counter; assign another."),
    CONTENT_MISSING("The assignment names no content that yields a file; publish the full one."),
    CONTENT_DIGEST("Downloaded content does not yield what is signed; publish it anew."),
    CHUNK_REFUSED("The same chunk came wrong again and again; who serves the content alters it."),
    SLOT_REFUSED("The boot verifier would not run what was staged; it says why."),
    NO_ROOM("The storage has no room for the version; free some."),
    STORAGE("The storage failed; the version that runs is untouched.");

    private final String sentence;

    UpdateRefusal(String sentence) {
        this.sentence = sentence;
    }

    /// What it means and what to do.
    public String sentence() {
        return sentence;
    }
}
