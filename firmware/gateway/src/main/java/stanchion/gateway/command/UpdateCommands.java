package stanchion.gateway.command;

import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.Command.Ask;
import stanchion.gateway.command.CommandRow.Demand;
import stanchion.gateway.command.CommandRow.Purpose;
import stanchion.gateway.command.UpdateWish.Check;
import stanchion.gateway.command.UpdateWish.Window;
import stanchion.gateway.json.StrictJson.RefusedException;
import stanchion.update.Channel;

/// What the gateway does about updates.
final class UpdateCommands {
    static final List<CommandRow> ROWS = List.of(update());

    private UpdateCommands() {}

    private static CommandRow update() {
        return CommandRow.of(
                        Topic.CMD_UPDATE,
                        new Purpose(
                                "Update command",
                                "Looks for updates now, or says which releases are followed and"
                                        + " when the charger may restart for one.",
                                Permission.ANYBODY),
                        List.of(
                                Field.optional(
                                        "check",
                                        new Form.Yes(),
                                        "look now, and not only when it is time"),
                                Field.optional(
                                                "channel",
                                                new Form.Choice(
                                                        Arrays.stream(Channel.values())
                                                                .map(Channel::text)
                                                                .toList()),
                                                "which releases are followed")
                                        .only(Permission.OWNER_ONCE_BOUND),
                                window().only(Permission.OWNER_ONCE_BOUND)),
                        UpdateCommands::read)
                .demanding(new Demand.AtLeastOne());
    }

    private static Field window() {
        return Field.optional(
                "window",
                new Form.OrNull(
                        Form.group(
                                Field.required("from", new Form.TimeOfDay(), "included"),
                                Field.required(
                                        "to",
                                        new Form.TimeOfDay(),
                                        "excluded; earlier than from: on the next day"))),
                "when the charger may restart; null: at any time");
    }

    private static Ask read(Values values) throws RefusedException {
        Check check = values.has("check") ? Check.NOW : Check.WHEN_IT_IS_TIME;
        Optional<Channel> channel = values.text("channel").flatMap(Channel::named);
        return new Ask.Update(new UpdateWish(check, channel, window(values)));
    }

    private static Optional<Window> window(Values values) throws RefusedException {
        if (values.isNull("window")) {
            return Optional.of(new Window.Always());
        }
        Optional<Values> hours = values.group("window");
        if (hours.isEmpty()) {
            return Optional.empty();
        }
        LocalTime from = hours.get().timeOfDay("from").orElseThrow();
        LocalTime to = hours.get().timeOfDay("to").orElseThrow();
        if (from.equals(to)) {
            throw new RefusedException("a window from and to the same time is none");
        }
        return Optional.of(new Window.Daily(from, to));
    }
}
