package stanchion.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stanchion.bench.broker.Delivery.Retention;
import stanchion.launch.AotCache;

class LedgerTest {
    private static final Boot BOOT =
            new Boot(Duration.ZERO, "power on", "BOOT A 1", Optional.empty(), Optional.empty());
    private static final Boot TRIED = BOOT.confirmed(Duration.ofSeconds(5));
    private static final Boot REVERTED =
            new Boot(
                    Duration.ZERO,
                    "it died",
                    "NOTE REVERTED B\nBOOT A 1",
                    Optional.empty(),
                    Optional.empty());
    private final Ledger ledger = new Ledger();

    @Test
    void aReportThatComesTwiceIsCountedOnceAndCalledADuplicate() {
        assertThat(ledger.book("meter", meter("a", 1, 5.0), Retention.NEWS)).isTrue();
        assertThat(ledger.book("meter", meter("a", 1, 5.0), Retention.NEWS)).isFalse();

        assertThat(ledger.received()).isEqualTo(1);
        assertThat(ledger.duplicates()).isEqualTo(1);
    }

    @Test
    void theSameNumberOfAnotherRunIsAnotherReport() {
        ledger.book("meter", meter("a", 1, 5.0), Retention.NEWS);
        ledger.book("meter", meter("b", 1, 6.5), Retention.NEWS);

        assertThat(ledger.received()).isEqualTo(2);
        assertThat(ledger.registerWattHours()).isEqualTo(6.5);
    }

    @Test
    void aRecordOfTheSecurityLogIsToldApartByItsLogAndNumber() {
        assertThat(ledger.book("log", line("a", 1), Retention.NEWS)).isTrue();
        assertThat(ledger.book("log", line("a", 2), Retention.NEWS)).isTrue();
        assertThat(ledger.book("log", line("b", 1), Retention.NEWS)).isTrue();
        assertThat(ledger.book("log", line("a", 2), Retention.NEWS)).isFalse();

        assertThat(ledger.received("log")).isEqualTo(3);
    }

    @Test
    void aKeptSessionShownAgainToANewSubscriptionIsNoDuplicate() {
        ledger.book("session", meter("a", 3, 0), Retention.NEWS);
        ledger.book("session", meter("a", 3, 0), Retention.KEPT);

        assertThat(ledger.duplicates()).isZero();
    }

    @Test
    void whatTheGatewayTookOverAndNobodyReceivedIsLost() {
        BenchReport.Messages messages = new BenchReport.Messages(10, 7, 2, 1);
        assertThat(messages.lost()).isEqualTo(4);
        BenchReport report =
                new BenchReport(
                        new BenchReport.Run(
                                "x",
                                true,
                                List.of(BOOT),
                                new BenchReport.Caches(AotCache.MAPPED, AotCache.NONE),
                                "genuine",
                                "mosquitto",
                                Duration.ZERO,
                                Duration.ZERO),
                        new BenchReport.Energy(1, 2, 3),
                        new BenchReport.Cycles(100, 0, 0, 0, 0),
                        messages,
                        Updates.of(2, List.of(BOOT, TRIED, REVERTED), 1, 4096),
                        40,
                        0);
        assertThat(report.json().get("messagesLost").getAsLong()).isEqualTo(4);
        assertThat(report.json().get("updates"))
                .hasToString(
                        "{\"offered\":2,\"confirmed\":1,\"reverted\":1,\"refusedChunks\":1,"
                                + "\"contentBytes\":4096}");
        assertThat(report.json().get("aot"))
                .hasToString("{\"charger\":\"mapped\",\"gateway\":\"none\"}");
    }

    private static JsonObject line(String log, long number) {
        JsonObject line = new JsonObject();
        line.addProperty("log", log);
        line.addProperty("n", number);
        return line;
    }

    private static JsonObject meter(String boot, long seq, double wattHours) {
        return JsonParser.parseString(
                        "{\"boot\":\"%s\",\"seq\":%d,\"energyWh\":%s}"
                                .formatted(boot, seq, wattHours))
                .getAsJsonObject();
    }
}
