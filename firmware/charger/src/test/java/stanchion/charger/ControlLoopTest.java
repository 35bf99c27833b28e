package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stanchion.control.ControlCycle;
import stanchion.control.ControlCycle.Memory;
import stanchion.hal.Absence;
import stanchion.hal.Board;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Inputs;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Samples;
import stanchion.link.EnergyTotals;
import stanchion.link.Report;
import stanchion.units.Uptime;
import stanchion.units.WattHours;

@Timeout(20)
class ControlLoopTest {
    private final List<String> calls = new ArrayList<>();
    private final Vitals vitals = new Vitals();
    private final SpscQueue<Report> reports = new SpscQueue<>(64);

    /// A board without senses that writes down what it is told.
    private final class NotingBoard implements Board {
        private final int failingSample;
        private final CountDownLatch sampled;
        private int samples;

        NotingBoard(int failingSample, CountDownLatch sampled) {
            this.failingSample = failingSample;
            this.sampled = sampled;
        }

        @Override
        public BoardProfile profile() {
            return Boards.bench();
        }

        @Override
        public Samples sample() {
            calls.add("sample");
            sampled.countDown();
            samples++;
            if (samples == failingSample) {
                throw new IllegalStateException("a bug");
            }
            return new Samples(
                    new Uptime(System.nanoTime()),
                    PilotCapture.NOTHING,
                    0,
                    new MainsBlock(0, 6, new int[0]),
                    Inputs.lost(Absence.SILENT));
        }

        @Override
        public void apply(Commands commands) {
            calls.add(commands.equals(Commands.SAFE) ? "safe" : "commands");
        }

        @Override
        public void settle() {
            calls.add("settle");
        }

        @Override
        public void keepAlive() {
            calls.add("keepAlive");
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    private ControlLoop loop(Board board) {
        ControlCycle cycle =
                new ControlCycle(
                        board.profile(), new Memory(EnergyTotals.of(new WattHours(5)), 1, 1));
        ControlLoop.Neighbours neighbours =
                new ControlLoop.Neighbours(new Mailbox(), reports, Journal.none());
        return new ControlLoop(board, cycle, neighbours, vitals);
    }

    @Test
    void outputsAreSafeBeforeTheFirstSampleAndWhenTheLoopIsStopped() throws InterruptedException {
        CountDownLatch sampled = new CountDownLatch(10);
        ControlLoop loop = loop(new NotingBoard(0, sampled));
        Thread thread = new Thread(loop);
        thread.start();
        sampled.await();
        loop.stop();
        thread.join();
        assertThat(calls)
                .startsWith("safe", "settle", "sample")
                .endsWith("safe", "close")
                .contains("keepAlive");
        assertThat(loop.ending()).isEqualTo(new ControlLoop.Stopped());
        assertThat(vitals.snapshot().cycles()).isGreaterThanOrEqualTo(10);
        assertThat(reports.poll()).isPresent();
    }

    @Test
    void bugEndsTheLoopWithSafeOutputsAndWithoutAnotherKeepAlive() {
        ControlLoop loop = loop(new NotingBoard(3, new CountDownLatch(1)));
        loop.run();
        assertThat(calls).endsWith("sample", "safe", "close");
        assertThat(loop.ending()).isInstanceOf(ControlLoop.Bug.class);
    }
}
