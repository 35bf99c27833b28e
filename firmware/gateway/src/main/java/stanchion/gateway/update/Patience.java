package stanchion.gateway.update;

import java.time.Duration;

/// How long an update waits for others.
///
/// @param broker for a connection and a subscription
/// @param line until nothing of the charger waits any more, for one request
/// @param answer of a server that was asked for a chunk
/// @param smaller for metadata packed against an earlier version, which need not be there
/// @param whole for a root or a timestamp, which need not be there either
/// @param named for metadata that signed metadata names, so that it must be there
public record Patience(
        Duration broker,
        Duration line,
        Duration answer,
        Duration smaller,
        Duration whole,
        Duration named) {
    /// For a line of 1 Mbit/s, where 256 KiB take two seconds, and worse.
    public static final Patience USUAL =
            new Patience(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(20));
}
