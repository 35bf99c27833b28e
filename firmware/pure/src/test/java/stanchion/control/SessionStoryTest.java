package stanchion.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.link.Request.Enablement;
import stanchion.units.WattHours;

/// What is told and remembered of a session, from plug to unplug. The rig's last session was 7.
final class SessionStoryTest {
    private final Rig rig = new Rig();

    @Test
    void sessionIsToldWhenItBeginsAndWithItsEnergyWhenItHasEnded() {
        rig.charge();
        rig.wait(Duration.ofSeconds(60));
        double charged = rig.status().sessionEnergy().value();
        assertThat(charged).isCloseTo(2300 / 60.0, within(0.5));
        rig.unplug();
        rig.wait(Duration.ofSeconds(2));
        List<Report.Session> sessions = sessions();
        assertThat(sessions).extracting(Report.Session::number).containsExactly(8L, 8L);
        assertThat(sessions.getFirst().endReason()).isEmpty();
        assertThat(sessions.getFirst().charged().energy()).isEqualTo(WattHours.ZERO);
        assertThat(sessions.getLast().endReason()).isEqualTo("unplugged");
        assertThat(sessions.getLast().charged().energy().value()).isCloseTo(charged, within(0.2));
        assertThat(sessions.getLast().duration())
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(66));
        assertThat(sessions.getLast().charged().peak().value()).isCloseTo(2300, within(10.0));
        assertThat(sessions.getLast().charged().register())
                .isEqualTo(rig.memory().energy().imported());
        assertThat(rig.status().sessionEnergy()).isEqualTo(sessions.getLast().charged().energy());
    }

    @Test
    void nextLifeKnowsTheRegisterAndTheLastSession() {
        rig.charge();
        rig.wait(Duration.ofSeconds(60));
        assertThat(rig.memory().sessions()).isEqualTo(8);
        assertThat(rig.memory().closings()).isEqualTo(42);
        assertThat(rig.details("CONTACTOR_CLOSED")).containsExactly("number 42 of its life");
        assertThat(rig.memory().energy().imported().value())
                .isCloseTo(1000 + rig.status().sessionEnergy().value(), within(0.1));
    }

    @Test
    void vehicleThatComesBackAtOnceEndsTheOldSessionBeforeItsOwn() {
        rig.plug();
        rig.wait(Duration.ofSeconds(3));
        rig.unplug();
        rig.wait(Duration.ofMillis(100));
        rig.cableOhms = 220;
        rig.plug();
        rig.wait(Duration.ofSeconds(3));
        assertThat(sessions()).extracting(Report.Session::number).containsExactly(8L, 8L, 9L);
        assertThat(sessions())
                .extracting(Report.Session::endReason)
                .containsExactly("", "unplugged", "");
    }

    @Test
    void enablingIsAnnouncedWhenItChangesAndOnlyThen() {
        enable(Enablement.ENABLED);
        enable(Enablement.DISABLED);
        enable(Enablement.DISABLED);
        enable(Enablement.ENABLED);
        assertThat(rig.events())
                .filteredOn(name -> name.endsWith("ABLED"))
                .containsExactly("DISABLED", "ENABLED");
    }

    private void enable(Enablement wanted) {
        rig.requests.add(new Request.Enable(1, wanted));
        rig.run();
    }

    private List<Report.Session> sessions() {
        return rig.reports.stream()
                .filter(Report.Session.class::isInstance)
                .map(Report.Session.class::cast)
                .toList();
    }
}
