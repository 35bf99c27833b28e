package stanchion.fleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stanchion.fleet.FleetException;
import stanchion.fleet.rollout.RolloutPlan;
import stanchion.update.Channel;

/// What every store keeps to.
abstract class StoreContract {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));
    private static final RolloutPlan PLAN =
            new RolloutPlan(List.of(5000, 10_000), 200, 20, Duration.ofHours(1));
    private static final RolloutRow ROLLOUT =
            new RolloutRow(
                    "r1", Channel.STABLE, 7, PLAN, 1, RolloutRow.State.RUNNING, NOW, "begun");

    private Optional<FleetStore> opened = Optional.empty();

    /// A new store, or the same again.
    abstract FleetStore open() throws FleetException;

    /// Makes [#open] give a new one.
    abstract void forget() throws FleetException;

    @BeforeEach
    void begin() throws FleetException {
        forget();
        opened = Optional.of(open());
    }

    @AfterEach
    void end() {
        opened.ifPresent(FleetStore::close);
    }

    private FleetStore store() {
        return opened.orElseThrow();
    }

    @Test
    void whatAChargerSaidLastStaysWhicheverComesFirst() throws FleetException {
        store().told(said("d1", NOW, "CONFIRMED", 7), NOW);
        store().told(said("d1", LONG_AGO, "TRYING", 5), NOW.plusSeconds(1));

        DeviceRow row = store().device("d1").orElseThrow();
        assertThat(row.state()).isEqualTo("CONFIRMED");
        assertThat(row.targets()).isEqualTo(7);
        assertThat(row.heard()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void everythingMayBeToldTwice() throws FleetException {
        UpdateTold told = gaveUp("d1", NOW, 7);
        store().told(told, NOW);
        store().told(told, NOW);
        store().booted(new BootTold("d1", NOW, 5, 0, "0.1.0", true), NOW);
        store().booted(new BootTold("d1", NOW, 5, 0, "0.1.0", true), NOW);
        store().enlist(ROLLOUT);
        store().enlist(ROLLOUT);

        assertThat(store().counts(ROLLOUT, LONG_AGO)).isEqualTo(new Counts(1, 1, 0, 1, 0));
        assertThat(store().device("d1").orElseThrow().bootTargets()).isEqualTo(5);
    }

    @Test
    void theChargersOfARolloutAreCountedByWhatBecameOfThem() throws FleetException {
        store().told(said("old", NOW, "IDLE", 5), NOW);
        store().told(said("new", NOW, "CONFIRMED", 7), NOW);
        store().told(said("newer", NOW, "CONFIRMED", 8), NOW);
        store().told(offered("trying", "TRYING"), NOW);
        store().told(offered("silent", "SWITCHING"), LONG_AGO.minusSeconds(1));
        store().told(offered("waits", "WAITING"), NOW);
        store().told(gaveUp("reverted", NOW, 7), NOW);
        store().told(gaveUp("another", NOW, 6), NOW);
        store().told(inChannel("beta", Channel.BETA), NOW);
        store().enlist(ROLLOUT);

        assertThat(store().counts(ROLLOUT, LONG_AGO)).isEqualTo(new Counts(7, 4, 1, 2, 1));
    }

    @Test
    void aChargerThatTriesAgainNoLongerCountsAsFailed() throws FleetException {
        store().told(gaveUp("d1", NOW, 7), NOW);
        store().told(said("d1", NOW.plusSeconds(1), "CONFIRMED", 7), NOW);
        store().enlist(ROLLOUT);

        assertThat(store().counts(ROLLOUT, LONG_AGO)).isEqualTo(new Counts(1, 1, 1, 0, 0));
    }

    @Test
    void aFirstStageHasTheChargersOfItsBucketsAlone() throws FleetException {
        for (int i = 0; i < 200; i++) {
            store().told(said("d" + i, NOW, "IDLE", 5), NOW);
        }
        store().enlist(ROLLOUT);
        RolloutRow first =
                new RolloutRow("r1", Channel.STABLE, 7, PLAN, 0, RolloutRow.State.RUNNING, NOW, "");

        assertThat(store().counts(first, NOW).members()).isBetween(70L, 130L);
        assertThat(store().counts(ROLLOUT, NOW).members()).isEqualTo(200);
    }

    @Test
    void rolloutsAreThereAgainAfterTheNextStart() throws FleetException {
        store().rollout(ROLLOUT);
        store().rollout(ROLLOUT.in(RolloutRow.State.HALTED, NOW.plusSeconds(5), "too many"));
        end();
        opened = Optional.of(open());

        assertThat(store().rollouts())
                .containsExactly(
                        ROLLOUT.in(RolloutRow.State.HALTED, NOW.plusSeconds(5), "too many"));
    }

    @Test
    void aPinHasAHigherSerialEveryTime() throws FleetException {
        assertThat(store().pin("d1", 5, PinRow.Why.REPAIR)).isTrue();
        store().unpin("d1", PinRow.Why.PERSON);
        assertThat(store().pins()).containsExactly(new PinRow("d1", 5, 1, PinRow.Why.REPAIR));
        store().unpin("d1", PinRow.Why.REPAIR);
        assertThat(store().pins()).isEmpty();
        store().pin("d1", 6, PinRow.Why.PERSON);
        assertThat(store().pins()).containsExactly(new PinRow("d1", 6, 2, PinRow.Why.PERSON));
    }

    @Test
    void aPinIsAboveTheSerialThatTheChargerObeyedOfALostStore() throws FleetException {
        UpdateTold.Doing doing =
                new UpdateTold.Doing("IDLE", Channel.STABLE, Optional.empty(), Optional.empty(), 9);
        store().told(new UpdateTold("d1", NOW, doing, installed(5), List.of()), NOW);
        store().pin("d1", 5, PinRow.Why.REPAIR);

        assertThat(store().pins().getFirst().serial()).isEqualTo(10);
    }

    @Test
    void moreThanAThousandPinsAreRefused() throws FleetException {
        for (int i = 0; i < PinRow.MOST; i++) {
            assertThat(store().pin("d" + i, 5, PinRow.Why.REPAIR)).isTrue();
        }
        assertThat(store().pin("one more", 5, PinRow.Why.PERSON)).isFalse();
        assertThat(store().pin("d7", 6, PinRow.Why.PERSON)).isTrue();
    }

    @Test
    void anAlertIsNewOnceAndGoesWhenItIsSettled() throws FleetException {
        Alert alert = new Alert("d1", Alert.Kind.FIRMWARE_DIFFERS, "gateway.jar", NOW);
        assertThat(store().raise(alert)).isTrue();
        assertThat(store().raise(alert)).isFalse();
        assertThat(store().alerts(9)).containsExactly(alert);
        store().settle("d1");
        assertThat(store().alerts(9)).isEmpty();
    }

    @Test
    void theTrailTellsTheLatestFirst() throws FleetException {
        AuditEntry first = new AuditEntry(NOW, "ada", "rollout r1 begun");
        AuditEntry second = new AuditEntry(LONG_AGO, "controller", "r1 halted");
        store().note(first);
        store().note(second);
        assertThat(store().trail(9)).containsExactly(second, first);
        assertThat(store().trail(1)).containsExactly(second);
    }

    @Test
    void certificatesComeWithTheLatestFirst() throws FleetException {
        store().certificate("d1", "a", "first");
        store().certificate("d1", "b", "second");
        store().certificate("d1", "a", "first");
        assertThat(store().certificates("d1")).containsExactly("second", "first");
        assertThat(store().certificates("d2")).isEmpty();
    }

    @Test
    void channelsAreWhatWasSaidLast() throws FleetException {
        store().channel(Channel.LTS, 3);
        store().channel(Channel.LTS, 4);
        assertThat(store().channels()).containsExactly(java.util.Map.entry(Channel.LTS, 4L));
    }

    @Test
    void theCensusCountsChargersThatAreAlike() throws FleetException {
        store().told(said("d1", NOW, "IDLE", 5), NOW);
        store().told(said("d2", NOW, "IDLE", 5), NOW);
        store().told(said("d3", NOW, "IDLE", 7), NOW);
        assertThat(store().census())
                .containsExactly(
                        new Census("stable", "1.0.5", 5, "IDLE", 2),
                        new Census("stable", "1.0.7", 7, "IDLE", 1));
    }

    @Test
    void oneWorkerAtATimeDecides() throws FleetException {
        try (FleetStore other = open()) {
            FleetStore.Lead lead = store().lead().orElseThrow();
            assertThat(lead.holds()).isTrue();
            assertThat(other.lead()).isEmpty();
            lead.close();
            FleetStore.Lead next = other.lead().orElseThrow();
            assertThat(store().lead()).isEmpty();
            next.close();
        }
    }

    private static UpdateTold said(String device, Instant at, String state, long targets) {
        return told(device, at, doing(state, Channel.STABLE, Optional.empty()), targets);
    }

    private static UpdateTold inChannel(String device, Channel channel) {
        return told(device, NOW, doing("IDLE", channel, Optional.empty()), 5);
    }

    private static UpdateTold offered(String device, String state) {
        return told(device, NOW, doing(state, Channel.STABLE, Optional.of(7L)), 5);
    }

    private static UpdateTold gaveUp(String device, Instant at, long targets) {
        return new UpdateTold(
                device,
                at,
                doing("IDLE", Channel.STABLE, Optional.empty()),
                installed(5),
                List.of(new UpdateTold.GaveUp(targets, "REVERTED")));
    }

    private static UpdateTold told(
            String device, Instant at, UpdateTold.Doing doing, long targets) {
        return new UpdateTold(device, at, doing, installed(targets), List.of());
    }

    private static UpdateTold.Doing doing(String state, Channel channel, Optional<Long> offered) {
        return new UpdateTold.Doing(state, channel, Optional.empty(), offered, 0);
    }

    private static UpdateTold.Installed installed(long targets) {
        return new UpdateTold.Installed("1.0." + targets, targets, "ab".repeat(32));
    }
}
