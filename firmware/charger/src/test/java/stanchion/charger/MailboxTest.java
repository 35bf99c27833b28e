package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import stanchion.charger.Mailbox.Delivery;
import stanchion.link.Request;

class MailboxTest {
    private final Mailbox mailbox = new Mailbox();

    @Test
    void requestsAreReadOnceInOrderOfArrival() {
        mailbox.deliver(new Request.ClearFaults(1));
        mailbox.deliver(new Request.ClearFaults(2));
        assertThat(mailbox.empty()).extracting(Request::id).containsExactly(1L, 2L);
        assertThat(mailbox.empty()).isEmpty();
    }

    @Test
    void fullMailboxRefusesAndKeepsWhatItHas() {
        for (int i = 0; i < Mailbox.CAPACITY; i++) {
            assertThat(mailbox.deliver(new Request.ClearFaults(i))).isEqualTo(Delivery.TAKEN);
        }
        assertThat(mailbox.deliver(new Request.ClearFaults(99))).isEqualTo(Delivery.FULL);
        assertThat(mailbox.empty()).hasSize(Mailbox.CAPACITY);
        assertThat(mailbox.deliver(new Request.ClearFaults(100))).isEqualTo(Delivery.TAKEN);
    }
}
