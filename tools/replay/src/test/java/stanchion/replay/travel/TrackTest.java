package stanchion.replay.travel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TrackTest {
    @Test
    void valueHoldsUntilTheNextOne() {
        Track<String> track = new Track<>();
        for (int cycle = 0; cycle < 300; cycle++) {
            track.add(cycle, cycle < 100 ? "a" : cycle < 200 ? "b" : "a");
        }
        assertThat(track.at(99)).contains("a");
        assertThat(track.at(100)).contains("b");
        assertThat(track.at(299)).contains("a");
        assertThat(track.at(300)).isEmpty();
        assertThat(track.within(50, 100)).containsExactly("a");
        assertThat(track.within(50, 101)).containsExactlyInAnyOrder("a", "b");
        assertThat(track.within(300, 400)).isEmpty();
    }

    @Test
    void whatComesBehindTheLimitIsNotKnown() {
        Track<Integer> track = new Track<>();
        for (int cycle = 0; cycle < Track.MOST + 5; cycle++) {
            track.add(cycle, cycle);
        }
        track.add(Track.MOST + 5L, Track.MOST - 1);
        assertThat(track.at(Track.MOST - 1L)).contains(Track.MOST - 1);
        assertThat(track.at(Track.MOST)).isEmpty();
        assertThat(track.at(Track.MOST + 5L)).isEmpty();
    }
}
