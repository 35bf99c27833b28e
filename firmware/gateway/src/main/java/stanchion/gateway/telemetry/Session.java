package stanchion.gateway.telemetry;

import java.util.List;

/// What every connection to the broker begins with, and what remains when it breaks.
///
/// @param device its client id
/// @param credentials asked before every connection
/// @param online published first
/// @param offline published by the charger before it leaves and by the broker when it is lost
/// @param subscriptions topics of commands
public record Session(
        Endpoint broker,
        String device,
        CredentialSource credentials,
        Message online,
        Message offline,
        List<String> subscriptions) {
    public Session {
        subscriptions = List.copyOf(subscriptions);
    }
}
