package stanchion.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// The fuse of the house: what everything else draws is not there for the charger.
class HouseLimitTest {
    private static final HouseFuse FUSE = new HouseFuse(new Amps(63), new Amps(8));

    private HouseLimit house = HouseLimit.UNHEARD;
    private Uptime now = new Uptime(0);
    private List<Amps> own = List.of();

    @Test
    void nobodyHasMeasuredYetSoTheSafeCurrentHolds() {
        assertThat(limit()).isEqualTo(new NamedLimit(new Amps(8), LimitSource.HOUSE_QUIET));
    }

    @Test
    void theFirstReadingAllowsNoMoreThanWasSafeAndMoreThirtySecondsLater() {
        hears(20);
        assertThat(limit()).isEqualTo(new NamedLimit(new Amps(8), LimitSource.HOUSE));
        hearsFor(30, 20);
        assertThat(limit().amps()).isEqualTo(new Amps(8));
        hearsFor(1, 20);
        assertThat(limit().amps()).isEqualTo(new Amps(43));
    }

    @Test
    void aKettleLowersItAtOnceAndWhatTheChargerDrawsItselfDoesNotCount() {
        settleAt(20);
        own = amps(32, 32, 32);
        hears(20 + 32);
        assertThat(limit().amps()).isEqualTo(new Amps(43));
        hears(20 + 32 + 13);
        assertThat(limit().amps()).isEqualTo(new Amps(30));
    }

    @Test
    void thePhaseThatLeavesTheLeastDecides() {
        settleAt(20);
        own = amps(10, 10, 10);
        house = house.heard(new SupplyReading(now, amps(20, 50, 30)), own, FUSE);
        assertThat(limit().amps()).isEqualTo(new Amps(23));
    }

    @Test
    void itRisesToTheLeastRoomSeenWhileItWaited() {
        settleAt(50);
        assertThat(limit().amps()).isEqualTo(new Amps(13));
        hearsFor(10, 20);
        hearsFor(10, 35);
        hearsFor(11, 20);
        assertThat(limit().amps()).isEqualTo(new Amps(28));
    }

    @Test
    void roomForJustWhatIsAllowedIsNoMoreRoom() {
        settleAt(50);
        hearsFor(29, 50);
        hearsFor(30, 20);
        assertThat(limit().amps()).isEqualTo(new Amps(13));
        hearsFor(1, 20);
        assertThat(limit().amps()).isEqualTo(new Amps(43));
    }

    @Test
    void sixAmperesAreAnOffer() {
        settleAt(57);
        assertThat(limit().amps()).isEqualTo(new Amps(6));
    }

    @Test
    void lessThanAnyOfferIsNothingAndItTakesAMinuteOfRoomToBeginAgain() {
        settleAt(50);
        hears(58);
        assertThat(limit()).isEqualTo(new NamedLimit(Amps.ZERO, LimitSource.HOUSE));
        hearsFor(60, 20);
        assertThat(limit().amps()).isEqualTo(Amps.ZERO);
        hearsFor(1, 20);
        assertThat(limit().amps()).isEqualTo(new Amps(43));
    }

    @Test
    void roomThatComesAndGoesWearsOutNoContactor() {
        settleAt(58);
        for (int minute = 0; minute < 10; minute++) {
            hearsFor(40, 20);
            hearsFor(20, 58);
            assertThat(limit().amps()).isEqualTo(Amps.ZERO);
        }
    }

    @ParameterizedTest
    @CsvSource({"14,HOUSE,43", "15,HOUSE_QUIET,8"})
    void aMeterThatIsQuietForFifteenSecondsIsNotBelieved(
            int seconds, LimitSource source, double amps) {
        settleAt(20);
        now = now.plus(Duration.ofSeconds(seconds));
        assertThat(limit()).isEqualTo(new NamedLimit(new Amps(amps), source));
    }

    @Test
    void sunOnTheRoofAllowsNoMoreThanTheFuse() {
        settleAt(-40);
        assertThat(limit().amps()).isEqualTo(new Amps(63));
    }

    @ParameterizedTest
    @CsvSource({
        "10,0,true",
        "9.9,0,false",
        "500,80,true",
        "501,6,false",
        "63,5,false",
        "20,21,false",
        "63,6,true",
        "20,20,true"
    })
    void aFuseIsWithinItsRangeAndWhatIsSafeWithinTheFuse(
            double rating, double safe, boolean allowed) {
        boolean is =
                HouseFuse.isRating(new Amps(rating))
                        && HouseFuse.isSafe(new Amps(safe), new Amps(rating));
        assertThat(is).isEqualTo(allowed);
        if (!allowed) {
            assertThatThrownBy(() -> new HouseFuse(new Amps(rating), new Amps(safe)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aReadingHasOneToThreePhases() {
        assertThatThrownBy(() -> new SupplyReading(now, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SupplyReading(now, amps(1, 2, 3, 4)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Hears the same until the limit follows it.
    private void settleAt(double drawn) {
        hears(drawn);
        hearsFor(62, drawn);
    }

    private void hearsFor(int seconds, double drawn) {
        for (int second = 0; second < seconds; second++) {
            now = now.plus(Duration.ofSeconds(1));
            hears(drawn);
        }
    }

    private void hears(double drawn) {
        house = house.heard(new SupplyReading(now, amps(drawn, drawn, drawn)), own, FUSE);
    }

    private NamedLimit limit() {
        return house.limit(FUSE, now);
    }

    private static List<Amps> amps(double... values) {
        return Arrays.stream(values).mapToObj(Amps::new).toList();
    }
}
