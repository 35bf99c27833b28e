package stanchion.bench.otabench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import stanchion.release.ReleaseException;
import stanchion.release.delta.Deltas;
import stanchion.update.delta.ChunkList;

/// One pair of releases, sent by everyone.
final class Race {
    private static final int STEP = 1 << 16;
    private static final int DIGEST = 32;
    private static final double MILLION = 1e6;

    private final Path folder;
    private final int runs;

    /// @param folder a new one
    Race(Path folder, int runs) {
        this.folder = folder;
        this.runs = runs;
    }

    /// What was seen.
    ///
    /// @param metadata bytes by role
    /// @param makeMillis to make all deltas, median
    /// @param applyMillis to apply them, median
    /// @param heap peak in bytes, the worst run
    record Result(
            Sizes sizes,
            Map<String, Integer> metadata,
            double makeMillis,
            double applyMillis,
            long heap) {}

    Result run(ReleasePair pair) throws ReleaseException, IOException, InterruptedException {
        List<ReleasePair.Change> changes = pair.changes();
        List<byte[]> deltas = List.of();
        List<Double> make = new ArrayList<>();
        List<Double> apply = new ArrayList<>();
        long heap = 0;
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            deltas = changes.stream().map(one -> Deltas.make(one.old(), one.next())).toList();
            make.add((System.nanoTime() - start) / MILLION);
            Path place = Files.createDirectories(folder.resolve("apply"));
            Applied applied = Applied.of(place, changes, deltas);
            apply.add(applied.nanos() / MILLION);
            heap = Math.max(heap, applied.heap());
        }
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Map<String, Integer> metadata = Metadata.bytes(repository, pair);
        return new Result(
                sizes(changes, deltas, metadata),
                metadata,
                Sizes.median(make),
                Sizes.median(apply),
                heap);
    }

    private Sizes sizes(
            List<ReleasePair.Change> changes, List<byte[]> deltas, Map<String, Integer> metadata)
            throws IOException, InterruptedException {
        long full = 0;
        long payload = 0;
        long about = metadata.values().stream().mapToLong(Integer::longValue).sum();
        for (int i = 0; i < deltas.size(); i++) {
            long whole = deflated(changes.get(i).next());
            long sent = Math.min(whole, deltas.get(i).length);
            full += whole;
            payload += sent;
            about += sent > ChunkList.SIZE ? (long) ChunkList.count(sent) * DIGEST : 0;
        }
        Peers peers = new Peers(folder);
        return new Sizes(full, payload, about, peers.bsdiff(changes), peers.zstd(changes));
    }

    private static long deflated(byte[] content) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] step = new byte[STEP];
            while (!deflater.finished()) {
                out.write(step, 0, deflater.deflate(step));
            }
            return out.size();
        }
    }
}
