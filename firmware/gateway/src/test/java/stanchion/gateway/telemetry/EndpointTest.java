package stanchion.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @Test
    void aBrokerIsAHostAndAPort() {
        assertThat(Endpoint.parse("ssl://broker.example:9000"))
                .isEqualTo(new Endpoint("broker.example", 9000));
        assertThat(Endpoint.parse("mqtts://10.0.0.1")).isEqualTo(new Endpoint("10.0.0.1", 8883));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://broker:1883",
                "broker",
                "ssl://",
                "ssl://user@broker",
                "ssl://broker/path",
                "ssl://broker?x=1",
                "ssl://bro ker",
                ""
            })
    void anythingElseIsRefusedByName(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the broker '" + text + "' must look like ssl://host:port");
    }
}
