package stanchion.sim;

/// What a vehicle may take at a duty cycle: its side of IEC 61851-1 table A.8 / SAE J1772.
final class VehicleOffer {
    private VehicleOffer() {}

    /// Amperes per phase; 0 where no charging by pilot is allowed.
    static double amps(double dutyPercent) {
        if (dutyPercent < 8 || dutyPercent > 97) {
            return 0;
        }
        if (dutyPercent < 10) {
            return 6;
        }
        if (dutyPercent <= 85) {
            return dutyPercent * 0.6;
        }
        return dutyPercent <= 96 ? (dutyPercent - 64) * 2.5 : 80;
    }
}
