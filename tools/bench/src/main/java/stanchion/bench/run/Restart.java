package stanchion.bench.run;

import stanchion.bench.process.Supervised;
import stanchion.bench.report.Boot;

/// How the charger's firmware ends, is judged anew and begins, in the order that loses nothing: the
/// gateway still takes what the charger says last.
///
/// @param health follows the charger's counters over all its lives
record Restart(Supervised charger, Gateway gateway, HealthWatch health, Judge judge)
        implements SwitchOver.Firmware {
    @Override
    public void end() {
        charger.hold();
        health.look();
        gateway.hold();
    }

    @Override
    public Boot judge(String cause) {
        return judge.again(cause);
    }

    @Override
    public void begin() {
        charger.start();
        gateway.start();
    }
}
