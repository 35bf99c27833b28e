package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stanchion.link.LinkRecord.Numbered;

class OutgoingTest {
    private final Outgoing outgoing = new Outgoing();

    private List<Numbered> sendAll() {
        List<Numbered> sent = new ArrayList<>();
        for (Optional<Numbered> next = outgoing.next(); next.isPresent(); next = outgoing.next()) {
            sent.add(next.get());
        }
        return sent;
    }

    @Test
    void reportsLeaveInOrderOfTheirNumbersWhateverTheirKind() {
        outgoing.add(Reports.meter(1));
        outgoing.add(Reports.status("Idle"));
        outgoing.add(Reports.event("STARTED"));
        outgoing.add(Reports.meter(2));
        assertThat(sendAll()).extracting(Numbered::seq).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sendAll()).isEmpty();
    }

    @Test
    void unacknowledgedReportsAreSentAgainToTheNextGatewayWithTheSameNumber() {
        outgoing.add(Reports.meter(1));
        outgoing.add(Reports.event("STARTED"));
        outgoing.add(Reports.meter(2));
        List<Numbered> first = sendAll();
        outgoing.acknowledge(2);
        outgoing.restart();
        assertThat(sendAll()).containsExactly(first.get(0), first.get(2));
    }

    @Test
    void acknowledgementOfWhatWasNeverSentFreesNothing() {
        outgoing.add(Reports.meter(1));
        outgoing.acknowledge(1);
        assertThat(sendAll()).hasSize(1);
    }

    @Test
    void ofTheFleetingReportsOnlyTheLastStatusReachesANewGateway() {
        outgoing.add(Reports.status("Idle"));
        outgoing.add(Reports.status("Charging"));
        outgoing.restart();
        assertThat(sendAll())
                .extracting(Numbered::report)
                .containsExactly(Reports.status("Charging"));
    }

    @Test
    void fullStoreDropsTheOldestMeterReportsFirstAndCountsThem() {
        outgoing.add(Reports.event("FIRST"));
        for (int i = 0; i < Outgoing.RETAINED; i++) {
            outgoing.add(Reports.meter(i));
        }
        assertThat(outgoing.dropped()).isEqualTo(1);
        List<Numbered> sent = sendAll();
        assertThat(sent).hasSize(Outgoing.RETAINED);
        assertThat(sent.get(0).report()).isEqualTo(Reports.event("FIRST"));
        assertThat(sent.get(1).report()).isEqualTo(Reports.meter(1));
    }

    @Test
    void storeFullOfEventsDropsTheOldestEvent() {
        for (int i = 0; i <= Outgoing.RETAINED; i++) {
            outgoing.add(Reports.event("E" + i));
        }
        assertThat(outgoing.dropped()).isEqualTo(1);
        assertThat(sendAll().getFirst().report()).isEqualTo(Reports.event("E1"));
    }

    @Test
    void fleetingReportsNeverPileUp() {
        for (int i = 0; i < 1000; i++) {
            outgoing.add(Reports.status("S" + i));
        }
        assertThat(sendAll()).hasSize(Outgoing.FLEETING);
    }
}
