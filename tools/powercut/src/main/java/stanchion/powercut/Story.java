package stanchion.powercut;

/// How the second version does on its try.
public enum Story {
    /// It proves itself and is confirmed: slot B, the second root trusted, the counter raised.
    CONFIRMED("the second version is confirmed"),
    /// It dies at every start: reverted, given up, not tried again.
    REVERTED("the second version is reverted");

    private final String sentence;

    Story(String sentence) {
        this.sentence = sentence;
    }

    /// For people.
    public String sentence() {
        return sentence;
    }
}
