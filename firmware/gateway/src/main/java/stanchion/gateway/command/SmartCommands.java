package stanchion.gateway.command;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.ChargingWish.Delay;
import stanchion.gateway.command.ChargingWish.Name;
import stanchion.gateway.command.Command.Ask;
import stanchion.gateway.command.CommandRow.Demand;
import stanchion.gateway.command.CommandRow.Purpose;
import stanchion.gateway.json.StrictJson.RefusedException;
import stanchion.schedule.HoursText;
import stanchion.schedule.HouseFuse;
import stanchion.schedule.RandomDelay;
import stanchion.schedule.Response;
import stanchion.schedule.Response.Priority;
import stanchion.schedule.Settings.Choice;
import stanchion.schedule.WeeklyWindow;
import stanchion.units.Amps;

/// Hours, override, delay, response and house: what the gateway steers the charger by.
final class SmartCommands {
    static final List<CommandRow> ROWS =
            List.of(schedule(), override(), delay(), response(), house());

    private static final int LONGEST_SECONDS = 24 * 60 * 60;
    private static final String CANCEL = "cancel";

    private SmartCommands() {}

    private static CommandRow schedule() {
        return CommandRow.of(
                Topic.CMD_SCHEDULE,
                new Purpose(
                        "Charging hours",
                        "When the charger charges by itself. As shipped: outside 08:00-11:00 and"
                                + " 16:00-22:00 on weekdays, until the owner accepts, removes or"
                                + " changes that.",
                        Permission.OWNER_ONCE_BOUND),
                List.of(
                        Field.required(
                                "choice",
                                Form.choice("accept", "remove", "change"),
                                "accept the default hours, remove them and charge at any time, or"
                                        + " change them to hours"),
                        Field.optional(
                                "hours",
                                new Form.Text(
                                        "[a-z0-9:, -]{15,400}",
                                        "1 to 16 windows such as mon-fri 22:00-06:00, sat-sun"
                                                + " 00:00-24:00"),
                                "in local time, with change alone. An hour that a change of clocks"
                                        + " leaves out is left out, one that exists twice is in"
                                        + " twice."),
                        Field.optional(
                                "zone",
                                new Form.Text(
                                        "[A-Za-z0-9_+/-]{2,64}",
                                        "a time zone such as Europe/London"),
                                "of the hours, as IANA names it; Europe/London if never given")),
                values -> new Ask.Charging(hours(values)));
    }

    private static ChargingWish hours(Values values) throws RefusedException {
        Choice choice =
                switch (values.text("choice").orElseThrow()) {
                    case "accept" -> Choice.ACCEPTED;
                    case "remove" -> Choice.REMOVED;
                    default -> Choice.CHANGED;
                };
        Optional<String> text = values.text("hours");
        if (text.isPresent() != (choice == Choice.CHANGED)) {
            throw new RefusedException("hours stand beside the choice change, and there alone");
        }
        Optional<String> zone = values.text("zone");
        return new ChargingWish.Hours(
                choice,
                text.isPresent() ? windows(text.get()) : List.of(),
                zone.isPresent() ? Optional.of(zone(zone.get())) : Optional.empty());
    }

    private static List<WeeklyWindow> windows(String text) throws RefusedException {
        return switch (HoursText.read(text)) {
            case HoursText.Read.Windows(List<WeeklyWindow> windows) -> windows;
            case HoursText.Read.Refused(String reason) ->
                    throw new RefusedException("hours " + reason);
        };
    }

    private static ZoneId zone(String name) throws RefusedException {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new RefusedException("zone is not known to this charger", unknown);
        }
    }

    private static CommandRow override() {
        return CommandRow.of(
                Topic.CMD_OVERRIDE,
                new Purpose(
                        "Override",
                        "Charge now: hours, delay and agreed responses do not count until it runs"
                                + " out or the vehicle leaves. No other limit is lifted; refused"
                                + " while a fault holds or no vehicle is there.",
                        Permission.ANYBODY),
                List.of(
                        Field.required("on", new Form.Truth(), "begin or end"),
                        Field.optional(
                                "validForSeconds",
                                Form.whole(1, LONGEST_SECONDS, "s"),
                                "how long; a day if not given")),
                values ->
                        new Ask.Charging(
                                values.truth("on").orElseThrow()
                                        ? new ChargingWish.ChargeNow(
                                                seconds(values, "validForSeconds")
                                                        .orElse(
                                                                Duration.ofSeconds(
                                                                        LONGEST_SECONDS)))
                                        : new ChargingWish.EndChargeNow()));
    }

    private static CommandRow delay() {
        return CommandRow.of(
                        Topic.CMD_DELAY,
                        new Purpose(
                                "Random delay",
                                "Of the delay that is drawn whenever current would start or its"
                                        + " rate change.",
                                Permission.ANYBODY),
                        List.of(
                                Field.optional(
                                        CANCEL,
                                        new Form.Yes(),
                                        "the one that runs; the next is drawn all the same"),
                                Field.optional(
                                                "maximumSeconds",
                                                Form.whole(
                                                        0,
                                                        RandomDelay.LARGEST_MAXIMUM_SECONDS,
                                                        "s"),
                                                "largest delay from now on, itself included; 600 as"
                                                        + " shipped")
                                        .only(Permission.OWNER_ONCE_BOUND)),
                        values ->
                                new Ask.Charging(
                                        new Delay(
                                                values.has(CANCEL)
                                                        ? Delay.Cancel.YES
                                                        : Delay.Cancel.NO,
                                                values.number("maximumSeconds")
                                                        .map(BigDecimal::intValueExact))))
                .demanding(new Demand.AtLeastOne());
    }

    private static CommandRow response() {
        Form name = new Form.Text("[A-Za-z0-9._:-]{1,32}", "1 to 32 of A-Z a-z 0-9 . _ : -");
        return CommandRow.of(
                Topic.CMD_RESPONSE,
                new Purpose(
                        "Demand-side response",
                        "For a while this rate instead of what the hours say, without delay: lower,"
                                + " or at another time. At most 16 are known at a time; the highest"
                                + " priority decides, of equals the later command.",
                        Permission.ANYBODY),
                List.of(
                        Field.required("event", name, "its name; the same name replaces it"),
                        Field.required("by", name, "who asks, kept in the events"),
                        Field.optional(
                                "amps",
                                Form.amps(),
                                "the most to offer, within all other limits; 0 pauses"),
                        Field.optional(
                                "priority",
                                Form.choice("advice", "contract", "emergency"),
                                "the owner overrides all but an emergency"),
                        Field.optional(
                                "start",
                                new Form.Moment(),
                                "at most 7 days ahead; now if not given"),
                        Field.optional(
                                "durationSeconds",
                                Form.whole(1, LONGEST_SECONDS, "s"),
                                "after that it is over"),
                        Field.optional(
                                CANCEL,
                                new Form.Yes(),
                                "ends the response, and stands instead of the other fields")),
                values -> new Ask.Charging(response(values)));
    }

    private static ChargingWish response(Values values) throws RefusedException {
        Name name = new Name(values.text("event").orElseThrow(), values.text("by").orElseThrow());
        List<String> needed = List.of("amps", "priority", "durationSeconds");
        if (values.has(CANCEL)) {
            if (needed.stream().anyMatch(values::has) || values.has("start")) {
                throw new RefusedException("cancel stands beside event and by alone");
            }
            return new ChargingWish.EndResponse(name);
        }
        for (String field : needed) {
            if (!values.has(field)) {
                throw new RefusedException("the field " + field + " is missing");
            }
        }
        Priority priority =
                switch (values.text("priority").orElseThrow()) {
                    case "advice" -> Priority.ADVICE;
                    case "contract" -> Priority.CONTRACT;
                    default -> Priority.EMERGENCY;
                };
        return new ChargingWish.Respond(
                name,
                amps(values, "amps"),
                priority,
                values.moment("start"),
                seconds(values, "durationSeconds").orElse(Response.LONGEST));
    }

    private static CommandRow house() {
        return CommandRow.of(
                Topic.CMD_HOUSE,
                new Purpose(
                        "House",
                        "Keeps the supply of the house below its fuse by what house/supply says is"
                                + " drawn there.",
                        Permission.OWNER_OR_INSTALLER_ONCE_BOUND),
                List.of(
                        Field.required(
                                "fuse",
                                new Form.OrNull(
                                        Form.group(
                                                Field.required(
                                                        "amps",
                                                        Form.number(
                                                                HouseFuse.SMALLEST.value(),
                                                                HouseFuse.LARGEST.value(),
                                                                "A per phase"),
                                                        "its rating"),
                                                Field.required(
                                                        "safeAmps",
                                                        Form.amps(),
                                                        "what may be drawn while house/supply is"
                                                                + " quiet, at most the rating"))),
                                "null: nobody measures there")),
                values -> new Ask.Charging(house(values)));
    }

    private static ChargingWish house(Values values) throws RefusedException {
        Optional<Values> fuse = values.group("fuse");
        if (fuse.isEmpty()) {
            return new ChargingWish.House(Optional.empty());
        }
        Amps rating = amps(fuse.get(), "amps");
        Amps safe = amps(fuse.get(), "safeAmps");
        if (!HouseFuse.isSafe(safe, rating)) {
            throw new RefusedException("fuse.safeAmps must be at most the rating");
        }
        return new ChargingWish.House(Optional.of(new HouseFuse(rating, safe)));
    }

    private static Amps amps(Values values, String name) {
        return new Amps(values.number(name).orElseThrow().doubleValue());
    }

    private static Optional<Duration> seconds(Values values, String name) {
        return values.number(name).map(BigDecimal::longValueExact).map(Duration::ofSeconds);
    }
}
