package stanchion.gateway.charging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.command.ChargingWish;
import stanchion.gateway.command.ChargingWish.Delay.Cancel;
import stanchion.gateway.command.ChargingWish.Name;
import stanchion.gateway.identity.CutDisk;
import stanchion.gateway.identity.Disk;
import stanchion.gateway.time.Timeline;
import stanchion.hal.Absence;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Reading;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.schedule.HouseFuse;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;
import stanchion.schedule.Plan;
import stanchion.schedule.Response.Priority;
import stanchion.schedule.Settings;
import stanchion.schedule.SupplyReading;
import stanchion.units.Amps;
import stanchion.units.DutyCycle;
import stanchion.units.Uptime;
import stanchion.units.WattHours;

/// What the gateway tells the charger, and what it refuses the owner.
class ChargingDeskTest {
    private static final Hello HELLO = new Hello(7, new Uptime(0), "0.1.0", "toy", new Amps(32), 3);
    private static final NamedLimit START = new NamedLimit(Amps.ZERO, LimitSource.START);
    private static final NamedLimit FREE = new NamedLimit(new Amps(80), LimitSource.BOARD);

    @TempDir private Path folder;
    private long nanos = Duration.ofHours(1).toNanos();
    private Instant utc = Instant.parse("2027-01-12T23:00:00Z"); // a Tuesday night: off peak
    private int drawn = 300;
    private final List<NamedLimit> said = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> documents = new ArrayList<>();
    private ChargingDesk desk;

    @BeforeEach
    void open() {
        desk = desk(Disk.posix());
    }

    @Test
    void aChargerWithoutAVehicleIsToldThatNothingMayStartBeforeItIsAsked() {
        report("Idle");
        assertThat(said).containsExactly(START);
    }

    @Test
    void theWordIsRepeatedEveryFifteenSecondsAndNotMoreOften() {
        for (int second = 0; second < 31; second++) {
            report("Idle");
            passes(1);
        }
        assertThat(said).containsExactly(START, START, START);
    }

    @Test
    void aSilentChargerIsToldNothingAndOneThatIsBackIsToldAtOnce() {
        report("Idle");
        passes(20);
        desk.tick();
        assertThat(said).hasSize(1);
        desk.hello(HELLO);
        report("Idle");
        assertThat(said).hasSize(2);
    }

    @Test
    void aVehicleWaitsForTheDrawnDelayAndTheDocumentSaysUntilWhen() {
        report("Connected");
        assertThat(said).containsExactly(new NamedLimit(Amps.ZERO, LimitSource.DELAY));
        assertThat(events).anyMatch(line -> line.startsWith("DELAY_DRAWN 300 s of 0 to 600 s"));
        assertThat(documents.getLast())
                .contains("\"delay\":{\"seconds\":300,\"endsAt\":\"2027-01-12T23:05:00.000Z\"}");
        chargesFor(299);
        assertThat(said).doesNotContain(FREE);
        chargesFor(1);
        assertThat(said).endsWith(FREE);
    }

    @Test
    void aDelayIsCancelledOnceAndOnlyWhileOneRuns() {
        assertThat(desk.accept(cancel())).contains("no delay runs");
        report("Connected");
        assertThat(desk.accept(cancel())).isEmpty();
        assertThat(said).endsWith(FREE);
        assertThat(desk.accept(cancel())).contains("no delay runs");
    }

    @Test
    void settingsAreKeptOverARestart() {
        assertThat(desk.accept(new ChargingWish.Delay(Cancel.NO, Optional.of(1800)))).isEmpty();
        assertThat(
                        desk.accept(
                                new ChargingWish.House(
                                        Optional.of(new HouseFuse(new Amps(63), new Amps(6))))))
                .isEmpty();
        assertThat(
                        desk.accept(
                                new ChargingWish.Hours(
                                        Settings.Choice.ACCEPTED, List.of(), Optional.empty())))
                .isEmpty();
        desk = desk(Disk.posix());
        report("Idle");
        assertThat(documents.getLast())
                .contains("\"choice\":\"ACCEPTED\"", "\"maximumDelaySeconds\":1800")
                .contains("\"fuse\":{\"amps\":63.0,\"safeAmps\":6.0}");
    }

    /// The power fails at every step at which a plan is written, and half of what was not flushed
    /// is lost: what the charger was told is on the disk, or it was told nothing.
    @Test
    void aDelayCountsOnlyOnceThePowerMayFail() throws IOException {
        for (int steps = 0; steps < 6; steps++) {
            try (var all = Files.list(folder)) {
                for (Path file : all.toList()) {
                    Files.delete(file);
                }
            }
            said.clear();
            desk = desk(new CutDisk(steps));
            Optional<CutDisk.PowerCut> cut = cut();
            Plan kept = new ChargingMemory(folder, Disk.posix()).plan();
            if (said.isEmpty()) {
                assertThat(cut).as("step " + steps).isPresent();
            } else {
                assertThat(kept.delay()).as("step " + steps).isPresent();
                assertThat(kept.delay().get().seconds()).isEqualTo(300);
            }
            assertThat(kept.equals(Plan.FIRST) || kept.delay().isPresent()).isTrue();
        }
        assertThat(said).as("without a cut").isNotEmpty();
    }

    private Optional<CutDisk.PowerCut> cut() {
        try {
            report("Connected");
            return Optional.empty();
        } catch (CutDisk.PowerCut cut) {
            return Optional.of(cut);
        }
    }

    @Test
    void aDelayGoesOnWhereItWasAfterTheGatewaysRestart() {
        report("Connected");
        passes(100);
        drawn = 17;
        desk = desk(Disk.posix());
        report("Connected");
        assertThat(documents.getLast()).contains("\"endsAt\":\"2027-01-12T23:05:00.000Z\"");
        chargesFor(200);
        assertThat(said).endsWith(FREE);
    }

    @Test
    void aDamagedFileIsMovedAsideToldAndTheDefaultsHold() throws IOException {
        Files.writeString(folder.resolve("charging-settings.json"), "{\"choice\":\"NEV");
        desk = desk(Disk.posix());
        assertThat(events).anyMatch(line -> line.startsWith("CHARGING_DAMAGED"));
        assertThat(folder.resolve("charging-settings.json.damaged")).exists();
        report("Idle");
        assertThat(documents.getLast()).contains("\"choice\":\"NOT_YET\"");
    }

    @Test
    void aDiskThatRefusesIsToldOnceAndTheChargerIsLeftToItsFallback() throws IOException {
        Files.createDirectories(folder.resolve("charging-plan.json.partial/x"));
        report("Connected");
        report("Connected");
        assertThat(said).isEmpty();
        assertThat(events.stream().filter(line -> line.startsWith("CHARGING_UNKEPT"))).hasSize(1);
        assertThat(desk.accept(new ChargingWish.ChargeNow(Duration.ofHours(1))))
                .contains("the charger's disk does not take it");
    }

    @Test
    void anOverrideThatWouldBeARiskOrHasNothingToChargeIsRefused() {
        ChargingWish now = new ChargingWish.ChargeNow(Duration.ofHours(1));
        assertThat(desk.accept(now)).contains("charger silent");
        report("Idle");
        assertThat(desk.accept(now)).contains("no vehicle is there");
        report("Faulted", EnumSet.of(Fault.GROUND_FAULT));
        assertThat(desk.accept(now)).contains("a fault holds: GROUND_FAULT");
        report("Connected");
        assertThat(desk.accept(now)).isEmpty();
        assertThat(said).endsWith(FREE);
        assertThat(desk.accept(new ChargingWish.EndChargeNow())).isEmpty();
        assertThat(desk.accept(new ChargingWish.EndChargeNow())).contains("no override holds");
    }

    @Test
    void anOverrideLeavesTheHousesFuseAlone() {
        report("Connected");
        desk.accept(new ChargingWish.House(Optional.of(new HouseFuse(new Amps(40), new Amps(8)))));
        desk.accept(new ChargingWish.ChargeNow(Duration.ofHours(1)));
        assertThat(said).endsWith(new NamedLimit(new Amps(8), LimitSource.HOUSE_QUIET));
        desk.supply(new SupplyReading(new Uptime(nanos), List.of(new Amps(33))));
        assertThat(said).endsWith(new NamedLimit(new Amps(7), LimitSource.HOUSE));
    }

    @Test
    void responsesAreRefusedWithoutAClockTooFarAheadPastOrTooMany() {
        report("Connected");
        assertThat(desk.accept(respond("far", utc.plus(Duration.ofDays(8)))))
                .contains("start is more than 7 days ahead");
        assertThat(desk.accept(respond("past", utc.minus(Duration.ofHours(2)))))
                .contains("the response is over already");
        for (int one = 0; one < 16; one++) {
            assertThat(desk.accept(respond("e" + one, utc.plusSeconds(60)))).isEmpty();
        }
        assertThat(desk.accept(respond("e3", utc))).as("replaces one").isEmpty();
        assertThat(desk.accept(respond("e16", utc)))
                .contains("the charger knows 16 responses already");
        assertThat(desk.accept(new ChargingWish.EndResponse(new Name("e17", "me"))))
                .contains("no response of that name is known");
        utc = Instant.parse("1970-01-01T00:00:10Z");
        assertThat(desk.accept(respond("x", utc))).contains("the charger's clock is not set");
    }

    @Test
    void aResponseLeadsFromItsStartAndLeavesItsTrail() {
        report("Connected");
        assertThat(desk.accept(respond("e1", utc))).isEmpty();
        assertThat(said).endsWith(new NamedLimit(new Amps(10), LimitSource.RESPONSE));
        assertThat(desk.accept(new ChargingWish.EndResponse(new Name("e1", "me")))).isEmpty();
        assertThat(events)
                .anyMatch(line -> line.startsWith("RESPONSE_STARTED e1 by aggregator: 10 A"))
                .anyMatch(
                        line -> line.startsWith("RESPONSE_ENDED e1") && line.endsWith("cancelled"));
    }

    private static ChargingWish cancel() {
        return new ChargingWish.Delay(Cancel.YES, Optional.empty());
    }

    private static ChargingWish respond(String event, Instant start) {
        return new ChargingWish.Respond(
                new Name(event, "aggregator"),
                new Amps(10),
                Priority.CONTRACT,
                Optional.of(start),
                Duration.ofHours(1));
    }

    private ChargingDesk desk(Disk disk) {
        ChargingDesk made =
                new ChargingDesk(
                        new Timeline(() -> utc, () -> nanos),
                        most -> drawn,
                        new ChargingMemory(folder, disk),
                        new World());
        made.start();
        return made;
    }

    private void passes(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
        utc = utc.plusSeconds(seconds);
    }

    private void chargesFor(int seconds) {
        for (int second = 0; second < seconds; second++) {
            passes(1);
            report("Connected");
        }
    }

    private void report(String state) {
        report(state, Set.of());
    }

    private void report(String state, Set<Fault> faults) {
        desk.status(
                HELLO,
                new Report.Status(
                        new Uptime(nanos),
                        PilotState.B,
                        state,
                        new DutyCycle(100),
                        Amps.ZERO,
                        START,
                        Request.Enablement.ENABLED,
                        ContactorPosition.OPEN,
                        faults,
                        new Reading.Missing<>(Absence.SILENT),
                        WattHours.ZERO));
    }

    private final class World implements ChargingDesk.World {
        @Override
        public boolean ask(Request request) {
            return request instanceof Request.Allow allow && said.add(allow.limit());
        }

        @Override
        public void record(String name, String detail) {
            events.add(name + " " + detail);
        }

        @Override
        public void tell(String document) {
            documents.add(document);
        }
    }
}
