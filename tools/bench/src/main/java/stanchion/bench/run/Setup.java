package stanchion.bench.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a bench is made of.
///
/// @param home the built project
/// @param device a device folder that is there already; made anew when empty
/// @param leftovers whether the temporary folder stays when the bench ends
/// @param trial how long a new version has to be confirmed before it is reverted
/// @param ground what the charger's programs run on
/// @param journal where the charger's last life is journalled, if anywhere
public record Setup(
        Path home,
        Optional<Path> device,
        BrokerKind broker,
        Leftovers leftovers,
        Duration trial,
        Ground ground,
        Optional<Path> journal) {
    /// Shorter than on a charger, where it is 10 min: nobody waits so long on a bench.
    public static final Duration USUAL_TRIAL = Duration.ofMinutes(1);

    public enum Leftovers {
        REMOVED,
        KEPT
    }

    public Setup(Path home, Optional<Path> device, BrokerKind broker, Leftovers leftovers) {
        this(home, device, broker, leftovers, USUAL_TRIAL);
    }

    public Setup(
            Path home,
            Optional<Path> device,
            BrokerKind broker,
            Leftovers leftovers,
            Duration trial) {
        this(home, device, broker, leftovers, trial, new Ground.Bench(), Optional.empty());
    }

    /// The same with a journal.
    public Setup journalled(Path file) {
        return new Setup(home, device, broker, leftovers, trial, ground, Optional.of(file));
    }

    /// What the charger's programs run on.
    public sealed interface Ground {
        /// This machine; the board's terminals are the simulator's socket.
        ///
        /// @param options of the charger's virtual machine, which overrule its verified command
        ///   line
        record Bench(List<String> options) implements Ground {
            public Bench() {
                this(List.of());
            }
        }

        /// A virtual board, see `tools/virtual-board`.
        ///
        /// @param description of it, a `board.conf`
        record VirtualBoard(Path description) implements Ground {}
    }
}
