package stanchion.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.world.Patience;
import stanchion.gateway.world.ToyCharger;
import stanchion.gateway.world.ToyCharger.Manner;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Request;

class ChargerLinkTest {
    @TempDir private Path folder;
    private final Notes notes = new Notes();

    @Test
    void whatIsStoredIsAcknowledgedAndNothingElse() throws Exception {
        notes.storing.set(false);
        try (ToyCharger charger = charger(1);
                ChargerLink link = link()) {
            link.start();
            Patience.untilTrue("hello", () -> !notes.hellos.isEmpty());
            charger.report(ToyCharger.meter(1));
            Patience.untilTrue("offered again", () -> notes.seqs.size() >= 2);
            assertThat(charger.unacknowledged()).isEqualTo(1);

            notes.storing.set(true);
            Patience.untilTrue("acknowledged", () -> charger.unacknowledged() == 0);
            assertThat(notes.seqs).containsOnly(1L);
        }
    }

    @Test
    void aChargerThatComesBackIsFoundAgain() throws Exception {
        try (ChargerLink link = link()) {
            link.start();
            try (ToyCharger first = charger(1)) {
                Patience.untilTrue("first", () -> first.isConnected() && !notes.hellos.isEmpty());
            }
            try (ToyCharger second = charger(2)) {
                Patience.untilTrue("second", () -> notes.hellos.contains(2L));
                assertThat(second.unacknowledged()).isZero();
            }
        }
    }

    @Test
    void bytesThatAreNoRecordEndTheConnectionAndANewOneIsMade() throws Exception {
        try (ToyCharger charger = charger(1);
                ChargerLink link = link()) {
            link.start();
            Patience.untilTrue("hello", () -> !notes.hellos.isEmpty());
            charger.sendRaw(new byte[] {0x7F, 0, 0, 0, 9, 9});
            Patience.untilTrue("hello again", () -> notes.hellos.size() == 2);
        }
    }

    @Test
    void aRequestReachesTheChargerOnlyWhileThereIsOne() throws Exception {
        try (ChargerLink link = link()) {
            link.start();
            assertThat(link.ask(new Request.ClearFaults(1))).isFalse();
            try (ToyCharger charger = charger(1)) {
                Patience.untilTrue("hello", () -> !notes.hellos.isEmpty());
                assertThat(link.ask(new Request.ClearFaults(2))).isTrue();
                Patience.untilTrue("asked", () -> !charger.asked().isEmpty());
            }
        }
    }

    private ToyCharger charger(long boot) throws Exception {
        return new ToyCharger(folder.resolve("link.sock"), boot, Manner.DEAF);
    }

    private ChargerLink link() {
        return new ChargerLink(folder.resolve("link.sock"), notes);
    }

    private static final class Notes implements ChargerLink.Listener {
        private final List<Long> hellos = new CopyOnWriteArrayList<>();
        private final List<Long> seqs = new CopyOnWriteArrayList<>();
        private final AtomicBoolean storing = new AtomicBoolean(true);

        @Override
        public void hello(Hello hello) {
            hellos.add(hello.bootId());
        }

        @Override
        public boolean store(Hello from, List<Numbered> reports) {
            reports.forEach(report -> seqs.add(report.seq()));
            return storing.get();
        }

        @Override
        public void gone() {
            assertThat(hellos).isNotEmpty();
        }
    }
}
