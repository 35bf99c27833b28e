/// A board without hardware: a real kernel with simulated devices, driven from outside. Never on a
/// charger.
module stanchion.virtualboard {
    requires transitive stanchion.sim;

    exports stanchion.virtualboard;
}
