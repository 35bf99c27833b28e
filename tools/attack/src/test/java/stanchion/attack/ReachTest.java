package stanchion.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stanchion.boot.Refusal;
import stanchion.update.UpdateRefusal;

/// Every cause for which a charger refuses is reached by an attack, or has its reason not to be.
final class ReachTest {
    private static final Map<Refusal, String> NOT_ATTACKED =
            Map.of(
                    Refusal.INTERNAL,
                    "a bug of the verifier, which nobody knows how to cause from outside",
                    Refusal.OTP_LOCK,
                    "the lock is one of a Compute Module 5 and of its firmware",
                    Refusal.TRY_NOT_RECORDED,
                    "told in the update stories of the verifier: a state that takes no write");

    private static final Map<UpdateRefusal, String> OF_UPDATES_NOT_ATTACKED =
            Map.of(
                    UpdateRefusal.TARGET_UNKNOWN,
                    "asked by the general client alone, never by a charger",
                    UpdateRefusal.ROOT_TOO_MANY,
                    "told in the tests of the roots that wait",
                    UpdateRefusal.SLOT_REFUSED,
                    "every file has its signed digest by then, and the release fits",
                    UpdateRefusal.NO_ROOM,
                    "told by the power cuts' disk",
                    UpdateRefusal.STORAGE,
                    "told by the power cuts' disk");

    @Test
    void everyCauseOfAnUpdateIsReachedByAnAttackOrHasItsReason() {
        Set<UpdateRefusal> left = EnumSet.allOf(UpdateRefusal.class);
        for (Case one : Catalogue.all()) {
            if (one.expected() instanceof Expected.UpdateRefused refused) {
                left.remove(UpdateRefusal.valueOf(refused.cause()));
            }
        }
        assertThat(left).containsExactlyInAnyOrderElementsOf(OF_UPDATES_NOT_ATTACKED.keySet());
    }

    @Test
    void everyCauseIsReachedByAnAttackOrHasItsReason() {
        Set<Refusal> reached = EnumSet.noneOf(Refusal.class);
        for (Case one : Catalogue.all()) {
            if (one.expected() instanceof Expected.Refused refused) {
                reached.add(refused.cause());
            } else if (one.expected() instanceof Expected.FallsBack back) {
                reached.add(back.cause());
            }
        }
        Set<Refusal> left = EnumSet.complementOf(EnumSet.copyOf(reached));
        assertThat(left).containsExactlyInAnyOrderElementsOf(NOT_ATTACKED.keySet());
    }
}
