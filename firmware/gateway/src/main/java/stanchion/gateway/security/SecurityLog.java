package stanchion.gateway.security;

/// Where everybody who notices something that concerns the charger's security says so. Never
/// throws, never waits for the network.
@FunctionalInterface
public interface SecurityLog {
    void record(SecurityEvent event);
}
