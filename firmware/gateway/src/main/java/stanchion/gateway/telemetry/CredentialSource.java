package stanchion.gateway.telemetry;

/// Says, before each connection, what the charger proves itself with.
public interface CredentialSource {
    /// What the next connection is to be made with.
    Credentials present();

    /// The broker did not accept the certificate of the last one.
    void refused();
}
