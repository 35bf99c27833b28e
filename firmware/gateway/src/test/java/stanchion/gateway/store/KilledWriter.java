package stanchion.gateway.store;

import java.nio.file.Path;
import java.util.List;

/// Appends for ever and says on its standard output which number has been committed; its parent
/// kills it.
final class KilledWriter {
    private KilledWriter() {}

    public static void main(String... arguments) throws StoreException {
        try (Outbox outbox =
                Outbox.open(
                        Path.of(arguments[0]),
                        Bounds.STANDARD,
                        dropped -> new Entry(Kind.EVENT, 2, 1, ""))) {
            long boot = Long.parseLong(arguments[1]);
            for (long seq = 1; ; seq += 2) {
                outbox.append(List.of(entry(boot, seq), entry(boot, seq + 1)));
                System.out.println(seq + 1);
                if (seq % 10 == 1) {
                    outbox.remove(List.of(outbox.after(0, 1).getFirst().position()));
                }
            }
        }
    }

    private static Entry entry(long boot, long seq) {
        return new Entry(Kind.METER, boot, seq, (boot + "/" + seq));
    }
}
