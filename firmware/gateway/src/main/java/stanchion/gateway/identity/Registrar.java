package stanchion.gateway.identity;

/// The way to the maker's certificate authority, and to those who want to know.
public interface Registrar {
    /// Whether it can be asked now.
    boolean isReachable();

    /// Asks for a certificate; the answer, if there is one, comes to [Enrolment#answered].
    ///
    /// @param request PKCS#10, PEM
    void ask(String request);

    /// Something happened that is to be kept.
    ///
    /// @param name an event's name
    void report(String name, String detail);

    /// Another credential is in use from now on.
    void renewed();
}
