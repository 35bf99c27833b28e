/// Circuits in volts and ohms: pilot source, cable, vehicle, mains, converters. Decides nothing.
module stanchion.sim {
    requires stanchion.benchboard;
}
