package stanchion.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTopicsTest {
    @ParameterizedTest
    @ValueSource(strings = {"answers", "answers/me", "evcc/charger/1", "stanchions/x"})
    void anOrdinaryTopicMayBeAnsweredOn(String topic) {
        assertThat(ReplyTopics.isAllowed(topic)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/#",
                "a/+/b",
                "$SYS/broker",
                "stanchion",
                "stanchion/v1/SN-2/cmd/enable",
                "stanchion/v1/SN-1/state",
                "line\nbreak",
                "zero\u0000"
            })
    void nobodyCanMakeTheChargerSpeakWhereChargersSpeakOrAreSpokenTo(String topic) {
        assertThat(ReplyTopics.isAllowed(topic)).isFalse();
    }
}
