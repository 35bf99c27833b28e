package stanchion.release.provision;

/// A digest for eyes: groups of four digits.
final class Digest {
    private static final int GROUP = 4;

    private Digest() {}

    static String grouped(String hexadecimal) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < hexadecimal.length(); at += GROUP) {
            text.append(at == 0 ? "" : " ");
            text.append(hexadecimal, at, Math.min(hexadecimal.length(), at + GROUP));
        }
        return text.toString();
    }
}
