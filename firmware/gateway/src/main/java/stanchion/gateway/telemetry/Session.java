package stanchion.gateway.telemetry;

import java.util.List;

/// What every connection to the broker begins with, and what remains when it breaks.
///
/// @param online published first
/// @param offline published by the charger before it leaves and by the broker when it is lost
/// @param subscriptions topics of commands
public record Session(
        Endpoint broker,
        Credentials credentials,
        Message online,
        Message offline,
        List<String> subscriptions) {
    public Session {
        subscriptions = List.copyOf(subscriptions);
    }
}
