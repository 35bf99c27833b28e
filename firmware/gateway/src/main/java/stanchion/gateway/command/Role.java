package stanchion.gateway.command;

/// Who somebody is to a charger, once a signature has shown it.
public enum Role {
    /// Brings a key along that the charger does not know.
    NEWCOMER,
    /// Whose key was bound with the set-up code. Nobody's certificate makes an owner.
    OWNER,
    /// Holds a certificate of the private CA for installers.
    INSTALLER,
    /// Holds a certificate of the private CA for the maker's service.
    MAKER
}
