package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.charger.Mailbox.Delivery;
import stanchion.link.Request;
import stanchion.units.Amps;

class MailboxTest {
    private final Mailbox mailbox = new Mailbox();

    @ParameterizedTest
    @CsvSource({
        "0,     60,    TAKEN",
        "6,     60,    TAKEN",
        "80,    60,    TAKEN",
        "-1,    60,    LIMIT_OUT_OF_RANGE",
        "5.99,  60,    LIMIT_OUT_OF_RANGE",
        "80.01, 60,    LIMIT_OUT_OF_RANGE",
        "16,    1,     TAKEN",
        "16,    86400, TAKEN",
        "16,    0,     VALIDITY_OUT_OF_RANGE",
        "16,    86401, VALIDITY_OUT_OF_RANGE",
    })
    void limitOutsideItsRangeNeverGetsIn(double amps, long seconds, Delivery expected) {
        Request limit = new Request.Limit(1, new Amps(amps), Duration.ofSeconds(seconds));
        assertThat(mailbox.deliver(limit)).isEqualTo(expected);
        assertThat(mailbox.empty()).hasSize(expected == Delivery.TAKEN ? 1 : 0);
    }

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
