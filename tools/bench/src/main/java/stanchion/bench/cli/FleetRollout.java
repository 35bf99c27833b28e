package stanchion.bench.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stanchion.fleet.FleetException;
import stanchion.fleet.rollout.RolloutPlan;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.RolloutRow;
import stanchion.update.Channel;

/// `./run fleet rollout start`.
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = FleetRollout.Start.class,
        description = "Rollouts of a release to a channel, in stages.")
final class FleetRollout implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("fleet rollout: say what to do: ./run fleet rollout start");
        return Home.WRONG_INPUT;
    }

    /// `./run fleet rollout start`.
    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Offer a release to a part of a channel, to more when the part is shown to be well,",
                "to nobody more when it is not. tools/fleet/README.md tells what is shown by how many."
            },
            footer = {
                "",
                "Example: ./run fleet rollout start --channel stable --targets 7 --permyriad 450 \\",
                "    --then 2500,10000 --halt-at 2%% --soak 1h"
            })
    static final class Start implements Callable<Integer> {
        @Option(names = "--channel", paramLabel = "NAME", description = "lts, stable or beta.")
        private String channel = "stable";

        @Option(names = "--targets", paramLabel = "VERSION", required = true)
        private long targets;

        @Option(names = "--id", description = "Default: CHANNEL-VERSION. Another, another order.")
        private String id = "";

        @Option(names = "--permyriad", paramLabel = "N", required = true, description = "Of 10000.")
        private int permyriad;

        @Option(names = "--then", paramLabel = "N", split = ",", description = "Later stages.")
        private List<Integer> then = new ArrayList<>();

        @Option(names = "--halt-at", paramLabel = "SHARE", description = "Default: 2%%")
        private String haltAt = "2%";

        @Option(
                names = "--risk",
                paramLabel = "PERCENT",
                description = {
                    "How often a release that fails as often as --halt-at may pass a stage.",
                    "Default: ${DEFAULT-VALUE}"
                })
        private int risk = RolloutPlan.USUAL_RISK_PERCENT;

        @Option(
                names = "--soak",
                paramLabel = "TIME",
                converter = Span.class,
                description = "How long a stage stands at least: 90s, 30m, 1h. Default: 1h")
        private Duration soak = Duration.ofHours(1);

        @Mixin private FleetOptions.Versions versions = new FleetOptions.Versions();
        @Mixin private FleetOptions.Store store = new FleetOptions.Store();

        @Override
        public Integer call() throws InterruptedException {
            return FleetCommand.saying("fleet rollout start", () -> store.assign(this::start));
        }

        private String start(FleetStore open) throws FleetException {
            RolloutRow row = row();
            for (RolloutRow other : open.rollouts()) {
                checkBeside(row, other);
            }
            versions.check(open, targets);
            open.rollout(row);
            return "rollout %s begins; a stage shows less than %s once %d have done well"
                    .formatted(row.id(), haltAt, row.plan().sample());
        }

        private static void checkBeside(RolloutRow row, RolloutRow other) throws FleetException {
            boolean done = other.state() == RolloutRow.State.DONE;
            if (done && other.id().equals(row.id())) {
                throw new FleetException(
                        "rollout "
                                + other.id()
                                + ": there was one, and it is done; call this one otherwise: --id "
                                + other.id()
                                + "-again");
            }
            if (!done && (other.id().equals(row.id()) || other.channel() == row.channel())) {
                throw new FleetException(
                        "rollout "
                                + other.id()
                                + ": is "
                                + other.state()
                                + " in channel "
                                + other.channel().text()
                                + "; end it first: ./run fleet "
                                + (other.state() == RolloutRow.State.RUNNING
                                        ? "halt " + other.id() + ", then ./run fleet "
                                        : "")
                                + "resume "
                                + other.id()
                                + " --end");
            }
        }

        private RolloutRow row() throws FleetException {
            Channel to =
                    Channel.named(channel)
                            .orElseThrow(() ->
                                    new FleetException(
                                            "--channel " + channel + ": say lts, stable or beta"));
            String name = id.isEmpty() ? channel + "-" + targets : id;
            if (!name.matches("[A-Za-z0-9_-]{1,64}") || targets < 1) {
                throw new FleetException(
                        "--id "
                                + name
                                + ", --targets "
                                + targets
                                + ": letters, digits, - and _;"
                                + " a version from 1");
            }
            return new RolloutRow(
                    name, to, targets, plan(), 0, RolloutRow.State.RUNNING, Instant.now(), "begun");
        }

        private RolloutPlan plan() throws FleetException {
            List<Integer> stages = new ArrayList<>(List.of(permyriad));
            stages.addAll(then);
            try {
                return new RolloutPlan(stages, Shares.permyriad("--halt-at", haltAt), risk, soak);
            } catch (IllegalArgumentException nonsense) {
                throw new FleetException(String.valueOf(nonsense.getMessage()), nonsense);
            }
        }
    }
}
