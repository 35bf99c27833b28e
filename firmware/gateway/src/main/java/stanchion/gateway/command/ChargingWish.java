package stanchion.gateway.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import stanchion.schedule.HoursText;
import stanchion.schedule.HouseFuse;
import stanchion.schedule.Response.Priority;
import stanchion.schedule.Settings.Choice;
import stanchion.schedule.WeeklyWindow;
import stanchion.units.Amps;

/// What somebody wants of smart charging.
public sealed interface ChargingWish {
    /// The owner's choice of charging hours.
    ///
    /// @param windows there when the choice is [Choice#CHANGED]
    /// @param zone the one as before when empty
    record Hours(Choice choice, List<WeeklyWindow> windows, Optional<ZoneId> zone)
            implements ChargingWish {}

    /// Charge now, whatever the hours and the delay.
    record ChargeNow(Duration validFor) implements ChargingWish {}

    record EndChargeNow() implements ChargingWish {}

    /// Of the random delay.
    ///
    /// @param cancel the one that runs
    /// @param maximumSeconds from now on
    record Delay(Cancel cancel, Optional<Integer> maximumSeconds) implements ChargingWish {
        /// Whether the running delay is to end.
        public enum Cancel {
            NO,
            YES
        }
    }

    /// A demand-side response.
    ///
    /// @param start now when empty
    record Respond(Name name, Amps amps, Priority priority, Optional<Instant> start, Duration span)
            implements ChargingWish {}

    /// Which response, and whose.
    ///
    /// @param event what it is called
    /// @param by who asks, as he calls himself
    record Name(String event, String by) {}

    record EndResponse(Name name) implements ChargingWish {}

    /// The fuse of the house; without one nobody measures there.
    record House(Optional<HouseFuse> fuse) implements ChargingWish {}

    /// As it is told in events.
    default String text() {
        return switch (this) {
            case Hours(Choice choice, var windows, var zone) ->
                    "charging hours "
                            + choice.name()
                            + (windows.isEmpty() ? "" : " to " + HoursText.of(windows))
                            + zone.map(one -> ", " + one).orElse("");
            case ChargeNow(Duration validFor) -> "charge now for " + validFor.toSeconds() + " s";
            case EndChargeNow() -> "end charge now";
            case Delay(Delay.Cancel cancel, Optional<Integer> maximum) ->
                    "random delay"
                            + (cancel == Delay.Cancel.YES ? " cancelled" : "")
                            + maximum.map(most -> ", at most " + most + " s").orElse("");
            case Respond(Name name, Amps amps, Priority priority, var start, Duration span) ->
                    "response %s by %s: %s, %s, %d s from %s"
                            .formatted(
                                    name.event(),
                                    name.by(),
                                    amps,
                                    priority,
                                    span.toSeconds(),
                                    start.map(Instant::toString).orElse("now"));
            case EndResponse(Name name) ->
                    "response %s ended by %s".formatted(name.event(), name.by());
            case House(Optional<HouseFuse> fuse) ->
                    fuse.map(one -> "house fuse " + one.rating() + ", safe " + one.safe())
                            .orElse("no house fuse");
        };
    }
}
