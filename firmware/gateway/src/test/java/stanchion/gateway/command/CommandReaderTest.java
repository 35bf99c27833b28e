package stanchion.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.Command.Ask;
import stanchion.gateway.world.Schemas;
import stanchion.link.Request.Enablement;
import stanchion.units.Amps;
import stanchion.update.Channel;

/// What is understood and what is not; every line is held against the published schema as well.
class CommandReaderTest {
    private static final CommandReader READER = new CommandReader(Signatures.none());

    @Test
    void aLimitSaysHowMuchHowLongAndUntilWhenItIsFresh() {
        Parsed parsed =
                READER.read(
                        Topic.CMD_LIMIT,
                        """
                        {"id":"a-1","amps":16.5,"validForSeconds":60,"expiresAt":"2026-06-01T12:00:00Z"}
                        """);
        assertThat(parsed)
                .isEqualTo(
                        new Parsed.Understood(
                                new Command(
                                        Optional.of("a-1"),
                                        new Ask.Limit(new Amps(16.5), Duration.ofSeconds(60)),
                                        Optional.of(Instant.parse("2026-06-01T12:00:00Z")))));
    }

    @Test
    void aBareNumberHoldsForADayUntilTheNextOne() {
        assertThat(ask(Topic.CMD_LIMIT, "16.5"))
                .isEqualTo(new Ask.Limit(new Amps(16.5), Duration.ofDays(1)));
    }

    @Test
    void aBareTruthEnables() {
        assertThat(ask(Topic.CMD_ENABLE, "true")).isEqualTo(new Ask.Enable(Enablement.ENABLED));
        assertThat(ask(Topic.CMD_ENABLE, "{\"enabled\":false}"))
                .isEqualTo(new Ask.Enable(Enablement.DISABLED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CMD_LIMIT  | 16",
                "CMD_LIMIT  | 0",
                "CMD_LIMIT  | 6",
                "CMD_LIMIT  | 80.0",
                "CMD_LIMIT  | {\"amps\":0,\"validForSeconds\":1}",
                "CMD_LIMIT  | {\"amps\":6,\"validForSeconds\":86400,\"id\":\"x.y_z:1-2\"}",
                "CMD_ENABLE | false",
                "CMD_ENABLE | {\"enabled\":true,\"id\":\"1\"}",
                "CMD_ENABLE | {\"enabled\":true,\"expiresAt\":\"2026-01-31T12:00:00.5Z\"}",
                "CMD_CLEAR  | {}",
                "CMD_CLEAR  | {\"id\":\"1\"}",
                "CMD_UPDATE | {\"check\":true}",
                "CMD_UPDATE | {\"channel\":\"lts\",\"id\":\"1\"}",
                "CMD_UPDATE | {\"window\":null}",
                "CMD_UPDATE | {\"window\":{\"from\":\"23:30\",\"to\":\"04:00\"}}",
            })
    void whatTheSchemaAllowsIsUnderstood(Topic topic, String text) {
        assertThat(Schemas.complaints(topic, text)).isEmpty();
        assertThat(READER.read(topic, text)).isInstanceOf(Parsed.Understood.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CMD_LIMIT  | 5.99          | amps must be 0 or 6 to 80",
                "CMD_LIMIT  | 80.01         | amps must be 0 or 6 to 80",
                "CMD_LIMIT  | -1            | amps must be 0 or 6 to 80",
                "CMD_LIMIT  | 1e99          | amps must be 0 or 6 to 80",
                "CMD_LIMIT  | true          | amps must be a number",
                "CMD_LIMIT  | \"16\"        | amps must be a number",
                "CMD_LIMIT  | {\"amps\":16} | the field validForSeconds is missing",
                "CMD_LIMIT  | {\"validForSeconds\":60} | the field amps is missing",
                "CMD_LIMIT  | {\"amps\":16,\"validForSeconds\":0} | validForSeconds must be a whole"
                        + " number from 1 to 86400",
                "CMD_LIMIT  | {\"amps\":16,\"validForSeconds\":86401} | validForSeconds must be a"
                        + " whole number from 1 to 86400",
                "CMD_LIMIT  | {\"amps\":16,\"validForSeconds\":1.5} | validForSeconds must be a"
                        + " whole number from 1 to 86400",
                "CMD_LIMIT  | {\"amps\":16,\"validForSeconds\":60,\"watts\":1} | there is an"
                        + " unknown field",
                "CMD_LIMIT  | {\"amps\":null,\"validForSeconds\":60} | amps must be a number",
                "CMD_LIMIT  | {\"amps\":[16],\"validForSeconds\":60} | amps must be a number",
                "CMD_LIMIT  | {\"id\":\"a b\",\"amps\":16,\"validForSeconds\":60} | id must be 1 to"
                        + " 64 of A-Z a-z 0-9 . _ : -",
                "CMD_LIMIT  | {\"id\":7,\"amps\":16,\"validForSeconds\":60} | id must be 1 to 64 of"
                        + " A-Z a-z 0-9 . _ : -",
                "CMD_ENABLE | 1             | enabled must be true or false",
                "CMD_ENABLE | {\"enabled\":\"true\"} | enabled must be true or false",
                "CMD_ENABLE | {\"enabled\":true,\"expiresAt\":\"tomorrow\"} | expiresAt must be a"
                        + " moment such as 2026-01-31T12:00:00Z",
                "CMD_CLEAR  | true          | a command must be an object",
                "CMD_CLEAR  | {\"faults\":1} | there is an unknown field",
                "CMD_UPDATE | true          | a command must be an object",
                "CMD_UPDATE | {}            | at least one is expected of check, channel, window",
                "CMD_UPDATE | {\"check\":false} | check must be true",
                "CMD_UPDATE | {\"check\":{\"x\":1}} | check must be true",
                "CMD_UPDATE | {\"channel\":\"alpha\"} | channel must be lts, stable or beta",
                "CMD_UPDATE | {\"channel\":null} | channel must be lts, stable or beta",
                "CMD_UPDATE | {\"check\":true,\"id\":null} | id must be 1 to 64 of A-Z a-z 0-9 . _"
                        + " : -",
                "CMD_UPDATE | {\"window\":true} | window must be an object",
                "CMD_UPDATE | {\"window\":{}} | the field window.from is missing",
                "CMD_UPDATE | {\"window\":{\"from\":\"02:00\"}} | the field window.to is missing",
                "CMD_UPDATE | {\"window\":{\"from\":\"2:00\",\"to\":\"03:00\"}} | window.from must"
                        + " be a time of day such as 02:00",
                "CMD_UPDATE | {\"window\":{\"from\":\"02:00\",\"to\":\"24:00\"}} | window.to must"
                        + " be a time of day such as 02:00",
                "CMD_UPDATE | {\"window\":{\"from\":\"02:00\",\"to\":\"03:00\",\"x\":1}} | there is"
                        + " an unknown field",
                "CMD_UPDATE | {\"window\":{\"from\":{},\"to\":\"03:00\"}} | window.from must be a"
                        + " time of day such as 02:00",
                "CMD_UPDATE | {\"check\":true,\"window.from\":\"02:00\"} | there is an unknown"
                        + " field",
            })
    void whatTheSchemaForbidsIsRefusedWithItsReason(Topic topic, String text, String reason) {
        assertThat(Schemas.complaints(topic, text)).isNotEmpty();
        assertThat(READER.read(topic, text))
                .isInstanceOfSatisfying(
                        Parsed.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void aWindowMayGoOverMidnightButNotBeEmpty() {
        UpdateWish wish =
                new UpdateWish(
                        UpdateWish.Check.NOW,
                        Optional.of(Channel.BETA),
                        Optional.of(
                                new UpdateWish.Window.Daily(
                                        LocalTime.of(23, 30), LocalTime.of(4, 0))));
        String window =
                "{\"check\":true,\"channel\":\"beta\",\"window\":{\"from\":\"23:30\",\"to\":\"%s\"}}";
        assertThat(ask(Topic.CMD_UPDATE, window.formatted("04:00")))
                .isEqualTo(new Ask.Update(wish));
        assertThat(wish).hasToString("check now, channel beta, between 23:30 and 04:00");
        assertThat(READER.read(Topic.CMD_UPDATE, window.formatted("23:30")))
                .isInstanceOf(Parsed.Refused.class);
    }

    @Test
    void whatIsNotStrictJsonIsRefused() {
        List<String> texts =
                List.of(
                        "",
                        " ",
                        "{",
                        "{\"enabled\":true",
                        "{\"enabled\":true}}",
                        "{\"enabled\":true} {}",
                        "{enabled:true}",
                        "{'enabled':true}",
                        "{\"enabled\":TRUE}",
                        "{\"enabled\":true,}",
                        "{\"enabled\":true,\"enabled\":false}",
                        "True",
                        "true x",
                        "NaN",
                        "0x10",
                        "[true]",
                        "null",
                        "{\"enabled\":true,\"id\":" + "[".repeat(400),
                        "1" + "0".repeat(500),
                        "/* */ true",
                        "\uFEFFtrue",
                        "\u0000");
        for (String text : texts) {
            assertThat(READER.read(Topic.CMD_ENABLE, text))
                    .as(text)
                    .isInstanceOf(Parsed.Refused.class);
        }
    }

    @Test
    void aNumberOfMonstrousExponentIsRefusedAtOnce() {
        for (String number : List.of("1e999999999", "1e-999999999", "9e2147483647")) {
            assertThat(READER.read(Topic.CMD_LIMIT, number))
                    .as(number)
                    .isInstanceOf(Parsed.Refused.class);
            String json = "{\"amps\":16,\"validForSeconds\":" + number + "}";
            assertThat(READER.read(Topic.CMD_LIMIT, json))
                    .as(json)
                    .isInstanceOf(Parsed.Refused.class);
        }
    }

    private static Ask ask(Topic topic, String text) {
        return READER.read(topic, text) instanceof Parsed.Understood(Command command)
                ? command.ask()
                : new Ask.Clear();
    }
}
