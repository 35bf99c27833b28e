/// Circuits in volts and ohms: pilot source, cable, vehicle, mains, converters. Decides nothing.
module stanchion.sim {
    requires transitive stanchion.benchboard;
    requires transitive stanchion.board;
    requires transitive stanchion.pure;
    requires stanchion.hal.linux;

    exports stanchion.sim;
    exports stanchion.sim.process;
    exports stanchion.sim.safety;
    exports stanchion.sim.scenario;
    exports stanchion.sim.virtual;
}
