package stanchion.attack;

/// What somebody does to a charger before it is switched on.
@FunctionalInterface
public interface Act {
    /// Does it.
    ///
    /// @throws NotHere when this machine does not let one do it
    /// @throws Exception when it could not be done, which is a fault of the case
    void on(Charger charger) throws Exception;
}
