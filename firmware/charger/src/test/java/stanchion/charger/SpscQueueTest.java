package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SpscQueueTest {
    @Test
    @Timeout(30)
    void everythingOfferedByOneThreadArrivesInOrderAtTheOther() throws InterruptedException {
        int count = 1_000_000;
        SpscQueue<Integer> queue = new SpscQueue<>(64);
        Thread producer =
                new Thread(() -> {
                    for (int i = 0; i < count; i++) {
                        while (!queue.offer(i)) {
                            Thread.onSpinWait();
                        }
                    }
                });
        producer.start();
        int expected = 0;
        while (expected < count) {
            Optional<Integer> item = queue.poll();
            if (item.isPresent()) {
                assertThat(item.get()).isEqualTo(expected++);
            }
        }
        producer.join();
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void fullQueueRefusesUntilSomethingIsTaken() {
        SpscQueue<String> queue = new SpscQueue<>(2);
        assertThat(queue.offer("a")).isTrue();
        assertThat(queue.offer("b")).isTrue();
        assertThat(queue.offer("c")).isFalse();
        assertThat(queue.poll()).contains("a");
        assertThat(queue.offer("c")).isTrue();
        assertThat(queue.poll()).contains("b");
        assertThat(queue.poll()).contains("c");
    }
}
