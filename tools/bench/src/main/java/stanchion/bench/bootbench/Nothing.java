package stanchion.bench.bootbench;

/// The program that does nothing: what a Java process costs before it has done anything.
public final class Nothing {
    private Nothing() {}

    public static void main(String... words) {
        System.out.println("nothing");
    }
}
