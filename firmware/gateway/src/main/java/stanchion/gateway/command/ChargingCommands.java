package stanchion.gateway.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.Command.Ask;
import stanchion.gateway.command.CommandRow.Demand;
import stanchion.gateway.command.CommandRow.Purpose;
import stanchion.link.Request.Enablement;
import stanchion.units.Amps;

/// What the charger itself obeys, within its own limits.
final class ChargingCommands {
    private static final int LONGEST_VALIDITY_SECONDS = 24 * 60 * 60;

    static final List<CommandRow> ROWS = List.of(limit(), enable(), clear(), tamperClear());

    private ChargingCommands() {}

    private static CommandRow limit() {
        return CommandRow.of(
                        Topic.CMD_LIMIT,
                        new Purpose(
                                "Limit",
                                "Offers at most this much until it runs out, then the board's"
                                        + " fallback current. The charger never exceeds its own"
                                        + " limits.",
                                Permission.ANYBODY),
                        List.of(
                                Field.required("amps", Form.amps(), "the most to offer; 0 pauses"),
                                Field.required(
                                        "validForSeconds",
                                        Form.whole(1, LONGEST_VALIDITY_SECONDS, "s"),
                                        "how long the limit holds")),
                        ChargingCommands::limit)
                .demanding(
                        new Demand.OrBare(
                                "amps", "the limit holds until the next one, at most 24 h"));
    }

    /// A controller that cannot say how long it means its limit means it until its next one.
    private static Ask limit(Values values) {
        return new Ask.Limit(
                new Amps(values.number("amps").orElseThrow().doubleValue()),
                values.number("validForSeconds")
                        .map(BigDecimal::longValueExact)
                        .map(Duration::ofSeconds)
                        .orElse(Duration.ofSeconds(LONGEST_VALIDITY_SECONDS)));
    }

    private static CommandRow enable() {
        return CommandRow.of(
                        Topic.CMD_ENABLE,
                        new Purpose(
                                "Enable",
                                "Allows or forbids charging, until the next such command.",
                                Permission.ANYBODY),
                        List.of(
                                Field.required(
                                        "enabled", new Form.Truth(), "whether it may charge")),
                        values ->
                                new Ask.Enable(
                                        values.truth("enabled").orElseThrow()
                                                ? Enablement.ENABLED
                                                : Enablement.DISABLED))
                .demanding(new Demand.OrBare("enabled", "the same"));
    }

    private static CommandRow clear() {
        return CommandRow.of(
                Topic.CMD_CLEAR,
                new Purpose(
                        "Clear",
                        "Clears latched faults whose cause has gone, but for tampering.",
                        Permission.OWNER_OR_INSTALLER_ONCE_BOUND),
                List.of(),
                values -> new Ask.Clear());
    }

    private static CommandRow tamperClear() {
        return CommandRow.of(
                Topic.CMD_TAMPER_CLEAR,
                new Purpose(
                        "Clear tampering",
                        "Clears what somebody did to the charger, and all other latched faults,"
                                + " once their causes have gone. Until then the charger charges"
                                + " nobody, also after a power cut.",
                        Permission.OWNER),
                List.of(),
                values -> new Ask.ClearTampering());
    }
}
