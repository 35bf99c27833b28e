package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stanchion.hal.MeterReading;
import stanchion.hal.SerialMeter;
import stanchion.link.Request;
import stanchion.safety.Fault;
import stanchion.units.Amps;
import stanchion.units.Uptime;
import stanchion.units.Volts;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// What the writer's thread makes of the meter, as the loop hears it.
final class MeterWatchTest {
    private static final long SECOND = 1_000_000_000L;

    /// Shows what it is told to, or nothing.
    private static final class Wired implements SerialMeter {
        private Optional<Watts> shown = Optional.of(new Watts(0));

        @Override
        public MeterReading reading(Uptime now) {
            return shown.<MeterReading>map(watts -> measured(now, watts))
                    .orElseGet(() -> new MeterReading.Missing(now, MeterReading.Cause.BUS_SILENT));
        }

        private static MeterReading measured(Uptime now, Watts watts) {
            MeterReading.Phase phase = new MeterReading.Phase(new Volts(230), new Amps(0), watts);
            return new MeterReading.Measured(
                    now, List.of(phase), watts, WattHours.ZERO, WattHours.ZERO);
        }

        @Override
        public void close() {}
    }

    private final Wired meter = new Wired();
    private final Mailbox mailbox = new Mailbox();
    private Watts ours = new Watts(0);
    private long seconds;

    private List<Request> heard(MeterWatch watch, int looks) {
        List<Request> heard = new ArrayList<>();
        for (int i = 0; i < looks; i++) {
            seconds++;
            watch.look(new Uptime(seconds * SECOND));
            heard.addAll(mailbox.empty());
        }
        return heard;
    }

    @Test
    void currentThatGoesRoundOneOfTheTwoReachesTheLoopOnce() {
        MeterWatch watch = new MeterWatch(Optional.of(meter), () -> Optional.of(ours), mailbox);
        assertThat(heard(watch, 60)).isEmpty();
        ours = new Watts(3680);
        assertThat(heard(watch, 40))
                .containsExactly(new Request.Suspect(-1, Fault.METERS_DISAGREE));
    }

    @Test
    void aMeterThatWasTakenAwayReachesTheLoop() {
        MeterWatch watch = new MeterWatch(Optional.of(meter), () -> Optional.of(ours), mailbox);
        assertThat(heard(watch, 10)).isEmpty();
        meter.shown = Optional.empty();
        assertThat(heard(watch, 70)).containsExactly(new Request.Suspect(-1, Fault.METER_REMOVED));
    }

    @Test
    void aBoardWithoutAMeterIsHeldAgainstNothing() {
        MeterWatch watch = new MeterWatch(Optional.empty(), () -> Optional.of(ours), mailbox);
        ours = new Watts(7000);
        assertThat(heard(watch, 200)).isEmpty();
    }

    /// Two threads deliver: neither one's requests push the other's out.
    @Test
    void aSuspicionFindsRoomWhereTheGatewayHasFilledTheBox() {
        for (int i = 0; i < Mailbox.CAPACITY; i++) {
            mailbox.deliver(new Request.ClearFaults(i));
        }
        mailbox.suspect(new Request.Suspect(-1, Fault.METER_REMOVED));
        assertThat(mailbox.empty())
                .hasSize(Mailbox.CAPACITY)
                .first()
                .isEqualTo(new Request.Suspect(-1, Fault.METER_REMOVED));
        assertThat(mailbox.empty()).containsExactly(new Request.ClearFaults(Mailbox.CAPACITY - 1));
    }
}
