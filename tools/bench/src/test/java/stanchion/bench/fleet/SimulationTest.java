package stanchion.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.broker.MosquittoBroker;
import stanchion.bench.broker.OpenBroker;
import stanchion.bench.process.FreePort;
import stanchion.fleet.FleetException;
import stanchion.fleet.rollout.RolloutPlan;
import stanchion.fleet.simulate.Outcome;
import stanchion.fleet.simulate.Simulation;
import stanchion.fleet.store.RolloutRow;

/// A small fleet of light devices with the real update client, two workers, a real broker.
class SimulationTest {
    @TempDir Path folder;

    @Test
    void aBadReleaseHaltsByItselfAndAGoodOneReachesEverybodyWhoDoesNotCharge()
            throws FleetException, InterruptedException, IOException {
        assumeTrue(
                MosquittoBroker.isInstalled(), "mosquitto is not installed: apt install mosquitto");
        try (OpenBroker broker = OpenBroker.mosquitto(folder.resolve("broker"), FreePort.any())) {
            broker.start();
            try (Simulation simulation = new Simulation(setup(broker.port()), _ -> {})) {
                Outcome outcome = simulation.run();

                assertThat(outcome.missed()).isEmpty();
                assertThat(outcome.bad().state()).isEqualTo(RolloutRow.State.HALTED);
                assertThat(outcome.bad().touched()).isBetween(1L, 25L);
                assertThat(outcome.bad().running())
                        .isEqualTo(outcome.bad().touched() - outcome.bad().reverted());
                assertThat(outcome.good().running()).isEqualTo(45);
            }
        }
    }

    private Simulation.Setup setup(int port) {
        RolloutPlan plan =
                new RolloutPlan(
                        List.of(3000, 10_000),
                        200,
                        RolloutPlan.USUAL_RISK_PERCENT,
                        Duration.ofMillis(100));
        return new Simulation.Setup(
                folder.resolve("fleet"),
                port,
                Optional.empty(),
                new Simulation.Crowd(50, 4000, 1000, 1),
                new Simulation.Pace(plan, Duration.ofMillis(150), 2, Duration.ofSeconds(60)));
    }
}
