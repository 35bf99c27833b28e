package stanchion.sim.virtual;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import stanchion.replay.Replay;

/// Replays a journal in a process of its own, in which the firmware may be another one.
final class ReplayedElsewhere {
    private ReplayedElsewhere() {}

    public static void main(String... arguments) throws IOException {
        byte[] journal = Files.readAllBytes(Path.of(arguments[0]));
        switch (Replay.of(ByteBuffer.wrap(journal), _ -> {})) {
            case Replay.Identical _ -> System.out.println("identical");
            case Replay.Differs differs ->
                    System.out.printf(
                            "cycle %d %s %s %s%n",
                            differs.cycle(),
                            differs.what().field(),
                            differs.what().recorded(),
                            differs.what().replayed());
            case Replay.Refused refused -> System.out.println(refused.reason());
        }
    }
}
