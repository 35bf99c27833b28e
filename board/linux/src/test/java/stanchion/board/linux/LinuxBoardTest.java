package stanchion.board.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import stanchion.board.BoardDescription;
import stanchion.board.BoardFile;
import stanchion.hal.Absence;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.Reading;
import stanchion.hal.linux.Written;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.DutyCycle;

/// A board over hardware that writes down what it is told.
class LinuxBoardTest {
    private static final long PERIOD = 1_000_000;
    private static final int GOOD =
            InputBits.MIRROR_OPEN
                    | InputBits.LOAD_DEAD
                    | InputBits.RESIDUAL_READY
                    | InputBits.EARTH_GOOD
                    | InputBits.LID_CLOSED
                    | InputBits.LOAD_DEAD_2
                    | InputBits.LOAD_DEAD_3
                    | InputBits.STOP_RELEASED
                    | InputBits.UPRIGHT
                    | InputBits.SUPPLY_GOOD
                    | InputBits.SEAL_WHOLE;
    private static final Commands CHARGING =
            new Commands(
                    new PilotOutput.Pwm(new DutyCycle(26.6666)),
                    ContactorCommand.CLOSE,
                    ResidualTest.OFF);

    private final Hardware hardware = new Hardware();
    private final PilotRing pilot = new PilotRing(4);
    private final MainsRing mains = new MainsRing(6, 64);
    private long now = 1_000_000_000_000L;
    private final LinuxBoard board = board(() -> now);

    private LinuxBoard board(LongSupplier clock) {
        return new LinuxBoard(
                described().profile(),
                new Amps(25),
                PERIOD,
                new LinuxBoard.Parts(
                        hardware,
                        pilot,
                        mains,
                        _ -> new Reading.Present<>(new Celsius(31)),
                        List.of(),
                        clock));
    }

    /// One whose clock goes on by 10 ms whenever it is read.
    private LinuxBoard boardInTime() {
        return board(() -> now += 10_000_000);
    }

    @Test
    void offerStandsBeforeTheContactorCloses() {
        board.apply(CHARGING);
        assertThat(hardware.told).containsExactly("pilot 266666", "closed");
    }

    @Test
    void contactorOpensBeforeAnythingElseIsWritten() {
        board.apply(Commands.SAFE);
        assertThat(hardware.told).containsExactly("open", "pilot 1000000");
    }

    @Test
    void offerIsNeverRoundedUp() {
        board.apply(
                new Commands(
                        new PilotOutput.Pwm(new DutyCycle(26.66669)),
                        ContactorCommand.OPEN,
                        ResidualTest.ON));
        assertThat(hardware.told).containsExactly("open testing", "pilot 266666");
    }

    @Test
    void contactorStaysOpenWhenThePilotCannotBeWritten() {
        hardware.pilotWorks = false;
        board.apply(CHARGING);
        assertThat(hardware.told).containsExactly("pilot 266666");
    }

    @Test
    void outputThatCannotBeWrittenEndsTheKeepAliveAndTheSenses() {
        sampled(GOOD);
        board.apply(Commands.SAFE);
        board.keepAlive();
        assertThat(hardware.told).endsWith("toggle", "feed");
        hardware.linesWork = false;
        board.apply(Commands.SAFE);
        hardware.told.clear();
        board.keepAlive();
        assertThat(hardware.told).isEmpty();
        assertThat(board.sample().inputs()).isEqualTo(Inputs.lost(Absence.SILENT));
    }

    @Test
    void whatWasSensedBeforeTheInputsSettledIsNotTold() {
        sampled(0);
        boardInTime().settle();
        assertThat(pilot.waiting()).isZero();
    }

    @Test
    void boardThatNeverSensesAnythingIsGivenUpAfterASecond() {
        LinuxBoard silent = boardInTime();
        long began = now;
        silent.settle();
        assertThat(now - began).isBetween(1_000_000_000L, 1_100_000_000L);
        assertThat(silent.sample().inputs()).isEqualTo(Inputs.lost(Absence.NOT_YET));
    }

    @Test
    void boardThatWasToldNothingIsNotKeptAlive() {
        board.keepAlive();
        assertThat(hardware.told).isEmpty();
    }

    @Test
    void everyCycleTogglesAndTheWatchdogIsFedNowAndThen() {
        board.apply(Commands.SAFE);
        hardware.told.clear();
        board.keepAlive();
        board.keepAlive();
        now += 250_000_000;
        board.keepAlive();
        assertThat(hardware.told).containsExactly("toggle", "feed", "toggle", "toggle", "feed");
    }

    @Test
    void watchdogIsNotFedWithoutTheKeepAlive() {
        hardware.keepAliveWorks = false;
        board.apply(Commands.SAFE);
        board.keepAlive();
        assertThat(hardware.told).endsWith("toggle");
    }

    @Test
    void cycleGetsEverythingSinceTheLast() {
        board.apply(Commands.SAFE);
        sampled(GOOD);
        sampled((GOOD & ~InputBits.MIRROR_OPEN) | InputBits.TRIPPED_DC);
        mains.add(7, new int[] {1, 2, 3, 4, 5, 6});
        var samples = board.sample();
        assertThat(samples.pilot().codes()).hasSize(4);
        assertThat(samples.proximityCode()).isEqualTo(99);
        assertThat(samples.mains().firstFrame()).isEqualTo(7);
        assertThat(samples.inputs().mirror()).isEqualTo(ContactorPosition.CLOSED);
        assertThat(samples.inputs().residual()).isEqualTo(ResidualMonitor.TRIPPED_DC);
        assertThat(samples.inputs().supply()).isEqualTo(new Amps(25));
        var nothing = board.sample();
        assertThat(nothing.pilot().codes()).isEmpty();
        assertThat(nothing.inputs()).isEqualTo(samples.inputs());
    }

    /// A broken wire of the seal's loop is a broken seal.
    @Test
    void housingIsWhatItsLinesSay() {
        board.apply(Commands.SAFE);
        sampled(GOOD);
        assertThat(board.sample().inputs().housing()).isEqualTo(Inputs.Housing.IN_ORDER);
        sampled(GOOD & ~InputBits.SEAL_WHOLE);
        assertThat(board.sample().inputs().housing())
                .isEqualTo(Inputs.Housing.IN_ORDER.with(Inputs.Seal.BROKEN));
        sampled(GOOD | InputBits.DEBUG_PLUGGED);
        assertThat(board.sample().inputs().housing())
                .isEqualTo(Inputs.Housing.IN_ORDER.with(Inputs.DebugHeader.PLUGGED));
    }

    @Test
    void inputsThatWereNeverReadOrAreStaleAreTheWorst() {
        board.apply(Commands.SAFE);
        assertThat(board.sample().inputs()).isEqualTo(Inputs.lost(Absence.NOT_YET));
        PilotRing.Round old = pilot.next();
        old.inputs = GOOD;
        old.nanos = now - LinuxBoard.STALE_NANOS - 1;
        pilot.publish(old);
        assertThat(board.sample().inputs()).isEqualTo(Inputs.lost(Absence.SILENT));
    }

    @Test
    void endIsSafeBeforeAnythingIsGivenBack() {
        board.apply(CHARGING);
        hardware.told.clear();
        board.close();
        assertThat(hardware.told).containsExactly("open", "pilot 1000000", "stands down", "closes");
    }

    @Test
    void watchdogGoesOnCountingWhereTheEndIsNotSafe() {
        board.apply(CHARGING);
        hardware.linesWork = false;
        hardware.told.clear();
        board.close();
        assertThat(hardware.told).containsExactly("open", "pilot 1000000", "closes");
    }

    private void sampled(int inputs) {
        PilotRing.Round round = pilot.next();
        round.count = 2;
        round.inputs = inputs;
        round.proximityCode = 99;
        round.nanos = now;
        pilot.publish(round);
    }

    private static BoardDescription described() {
        BoardFile.Result result = BoardFile.read(Path.of("..", "virtual", "board.conf"));
        return ((BoardFile.Described) result).description();
    }

    private static final class Hardware implements Drive {
        private final List<String> told = new ArrayList<>();
        private boolean linesWork = true;
        private boolean pilotWorks = true;
        private boolean keepAliveWorks = true;

        @Override
        public Written lines(Contact contact) {
            told.add(
                    (contact.closed() ? "closed" : "open") + (contact.testing() ? " testing" : ""));
            return outcome(linesWork);
        }

        @Override
        public Written pilot(long highNanos) {
            told.add("pilot " + highNanos);
            return outcome(pilotWorks);
        }

        @Override
        public Written toggleKeepAlive() {
            told.add("toggle");
            return outcome(keepAliveWorks);
        }

        @Override
        public Written feedWatchdog() {
            told.add("feed");
            return Written.DONE;
        }

        @Override
        public void standDown() {
            told.add("stands down");
        }

        @Override
        public void close() {
            told.add("closes");
        }

        private static Written outcome(boolean works) {
            return works ? Written.DONE : Written.FAILED;
        }
    }
}
