package stanchion.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final long GATEWAY_RUN = 999;

    @TempDir private Path folder;
    private final AtomicLong gatewaySeq = new AtomicLong();

    @Test
    void whatIsAppendedLeavesInTheSameOrderAndIsGoneOnceRemoved() throws Exception {
        try (Outbox outbox = open(Bounds.STANDARD)) {
            outbox.append(List.of(meter(1, 1), event(1, 2), session(1, 3)));

            List<Stored> waiting = outbox.after(0, 10);
            assertThat(waiting).extracting(OutboxTest::text).containsExactly("m1", "e2", "s3");
            outbox.remove(List.of(waiting.getFirst().position()));
            assertThat(texts(outbox)).containsExactly("e2", "s3");
            assertThat(outbox.tally()).isEqualTo(new Tally(2, 4, 0));
        }
    }

    @Test
    void aReportSentAgainIsStoredOnce() throws Exception {
        try (Outbox outbox = open(Bounds.STANDARD)) {
            assertThat(outbox.append(List.of(meter(1, 1), meter(1, 2)))).isEqualTo(2);
            outbox.remove(outbox.after(0, 10).stream().map(Stored::position).toList());

            assertThat(outbox.append(List.of(meter(1, 1), meter(1, 2), meter(1, 3)))).isEqualTo(1);
            assertThat(texts(outbox)).containsExactly("m3");
        }
    }

    @Test
    void aChargerThatStartedAnewCountsAnew() throws Exception {
        try (Outbox outbox = open(Bounds.STANDARD)) {
            outbox.append(List.of(meter(1, 5)));
            assertThat(outbox.append(List.of(meter(2, 1)))).isEqualTo(1);
        }
    }

    @Test
    void positionsAreNeverUsedTwiceSoALatePubackRemovesNothingElse() throws Exception {
        try (Outbox outbox = open(Bounds.STANDARD)) {
            outbox.append(List.of(meter(1, 1)));
            long gone = outbox.after(0, 1).getFirst().position();
            outbox.remove(List.of(gone));
            outbox.append(List.of(meter(1, 2)));

            outbox.remove(List.of(gone));
            assertThat(texts(outbox)).containsExactly("m2");
        }
    }

    @Test
    void everythingIsStillThereAfterAReopening() throws Exception {
        try (Outbox outbox = open(Bounds.STANDARD)) {
            outbox.append(List.of(meter(1, 1), event(1, 2)));
        }
        try (Outbox outbox = open(Bounds.STANDARD)) {
            assertThat(texts(outbox)).containsExactly("m1", "e2");
            assertThat(outbox.append(List.of(event(1, 2)))).isZero();
            assertThat(outbox.tally()).isEqualTo(new Tally(2, 4, 0));
        }
    }

    @Test
    void theOldestMeterRowsGoFirstAndEventsStay() throws Exception {
        try (Outbox outbox = open(new Bounds(10, 64 << 10))) {
            outbox.append(List.of(event(1, 1), meter(1, 2), meter(1, 3)));
            for (long seq = 4; seq <= 14; seq++) {
                outbox.append(List.of(event(1, seq)));
            }
            assertThat(texts(outbox)).doesNotContain("m2", "m3").contains("e14");
            assertThat(outbox.tally().rows()).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void aFullOutboxTellsWhatItDropped() throws Exception {
        try (Outbox outbox = open(new Bounds(1_000, 1 << 20))) {
            outbox.append(meters(1, 1_000));
            outbox.append(List.of(event(1, 1_001)));

            List<String> texts = texts(outbox);
            assertThat(texts).contains("e1001", "dropped 10/0", "m11").doesNotContain("m10");
            assertThat(outbox.tally().dropped()).isEqualTo(10);
            assertThat(outbox.tally().rows()).isEqualTo(992);
        }
    }

    @Test
    void bytesAreBoundedToo() throws Exception {
        Entry large = new Entry(Kind.METER, 1, 1, "x".repeat(6 << 10));
        Entry another = new Entry(Kind.METER, 1, 2, "x".repeat(6 << 10));
        try (Outbox outbox = open(new Bounds(100, 10 << 10))) {
            outbox.append(List.of(large));
            outbox.append(List.of(another));
            assertThat(outbox.tally().bytes()).isLessThanOrEqualTo(10 << 10);
            assertThat(outbox.tally().dropped()).isEqualTo(2);
        }
    }

    @Test
    void whatWasDroppedIsStillCountedAfterAReopening() throws Exception {
        try (Outbox outbox = open(new Bounds(10, 64 << 10))) {
            outbox.append(meters(1, 11));
        }
        try (Outbox outbox = open(new Bounds(10, 64 << 10))) {
            assertThat(outbox.tally().dropped()).isEqualTo(2);
        }
    }

    @Test
    void aDamagedDatabaseIsMovedAsideAndToldOf() throws Exception {
        Files.writeString(folder.resolve("outbox.db"), "this is no database ".repeat(500));
        try (Outbox outbox = open(Bounds.STANDARD)) {
            assertThat(outbox.replacedADamagedOne()).isTrue();
            assertThat(outbox.append(List.of(meter(1, 1)))).isEqualTo(1);
        }
        assertThat(folder.resolve("outbox.db.damaged")).exists();
    }

    @Test
    void aSecondGatewayOnTheSameOutboxIsRefused() throws Exception {
        try (Outbox first = open(Bounds.STANDARD)) {
            assertThat(first.append(List.of(meter(1, 1)))).isEqualTo(1);
            assertThatThrownBy(() -> open(Bounds.STANDARD))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("outbox.db");
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        Path nowhere = folder.resolve("nowhere/outbox.db");
        assertThatThrownBy(() -> Outbox.open(nowhere, Bounds.STANDARD, this::dropped))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nowhere");
    }

    private Outbox open(Bounds bounds) throws StoreException {
        return Outbox.open(folder.resolve("outbox.db"), bounds, this::dropped);
    }

    private Entry dropped(Dropped dropped) {
        String text = "dropped " + dropped.meters() + "/" + dropped.others();
        return new Entry(Kind.EVENT, GATEWAY_RUN, gatewaySeq.incrementAndGet(), text);
    }

    private static List<Entry> meters(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(seq -> meter(1, seq)).toList();
    }

    private static Entry meter(long boot, long seq) {
        return new Entry(Kind.METER, boot, seq, ("m" + seq));
    }

    private static Entry event(long boot, long seq) {
        return new Entry(Kind.EVENT, boot, seq, ("e" + seq));
    }

    private static Entry session(long boot, long seq) {
        return new Entry(Kind.SESSION, boot, seq, ("s" + seq));
    }

    private static String text(Stored stored) {
        return stored.payload();
    }

    private static List<String> texts(Outbox outbox) throws StoreException {
        List<String> texts = new ArrayList<>();
        outbox.after(0, 10_000).forEach(stored -> texts.add(text(stored)));
        return texts;
    }
}
