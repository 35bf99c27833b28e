package stanchion.gateway.command;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.update.Channel;

/// What somebody wants of updates; at least one thing.
///
/// @param check whether to look for one now
/// @param channel to follow from now on
/// @param window when the charger may restart, from now on
public record UpdateWish(Check check, Optional<Channel> channel, Optional<Window> window) {
    public enum Check {
        NOW,
        WHEN_IT_IS_TIME
    }

    /// When the owner allows a restart, in local time.
    public sealed interface Window {
        /// The hours of the day; empty at any time.
        default Optional<stanchion.update.Window> hours() {
            return switch (this) {
                case Always() -> Optional.empty();
                case Daily(LocalTime from, LocalTime to) ->
                        Optional.of(new stanchion.update.Window(from, to));
            };
        }

        record Always() implements Window {}

        /// From a time of day to another, on the next day where that is earlier.
        ///
        /// @param to excluded; not equal to `from`
        record Daily(LocalTime from, LocalTime to) implements Window {}
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (check == Check.NOW) {
            parts.add("check now");
        }
        channel.ifPresent(one -> parts.add("channel " + one.text()));
        window.ifPresent(one ->
                parts.add(
                        switch (one) {
                            case Window.Always() -> "at any time";
                            case Window.Daily(LocalTime from, LocalTime to) ->
                                    "between " + from + " and " + to;
                        }));
        return String.join(", ", parts);
    }
}
