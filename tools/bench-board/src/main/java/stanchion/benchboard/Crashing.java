package stanchion.benchboard;

/// What the bench signs as the main class of a version that does no good: it ends with an error as
/// soon as it is started. No slot names it otherwise.
public final class Crashing {
    private static final int BUG = 70;

    private Crashing() {}

    public static void main(String... arguments) {
        System.err.println("this version was made to end at its start");
        System.exit(BUG);
    }
}
