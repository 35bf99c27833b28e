package stanchion.sim;

import java.util.Optional;
import stanchion.hal.Commands.PilotOutput;
import stanchion.units.DutyCycle;

/// The pilot source and the waveform it makes at the terminal, sample by sample.
final class PilotLine {
    /// Slew of the source itself, as a time constant.
    private static final double SOURCE_SECONDS = 0.6e-6;

    /// Steps of the generator's timer in one period.
    private static final int TICKS = 20_000;

    /// After this many time constants a plateau has settled to 1 mV.
    private static final double SETTLED = 10;

    private final Parts parts;
    private double duty = 1;
    private double high;
    private double low;
    private double riseSeconds;
    private double fallSeconds;
    private double phase;
    private Optional<DutyCycle> insisted = Optional.empty();

    PilotLine(Parts parts) {
        this.parts = parts;
        attach(PilotNode.unloaded(parts.sourceOhms()));
    }

    /// Changes what hangs on the terminal.
    void attach(PilotNode node) {
        high = node.settled(parts.highVolts());
        low = node.settled(parts.lowVolts());
        riseSeconds = node.ohmsSeen(parts.highVolts()) * parts.cableFarads() + SOURCE_SECONDS;
        fallSeconds = node.ohmsSeen(parts.lowVolts()) * parts.cableFarads() + SOURCE_SECONDS;
    }

    /// A generator that makes this duty whenever it is to make any.
    void insist(Optional<DutyCycle> other) {
        insisted = other;
    }

    /// Whether it makes what it is told; a steady output tells the vehicle nothing wrong.
    boolean isObedient() {
        return insisted.isEmpty() || duty == 0 || duty == 1;
    }

    /// Sets the generator; its timer can only make whole steps.
    void drive(PilotOutput output) {
        duty =
                switch (output) {
                    case PilotOutput.SteadyHigh _ -> 1;
                    case PilotOutput.SteadyLow _ -> 0;
                    case PilotOutput.Pwm(DutyCycle asked) ->
                            Math.rint(insisted.orElse(asked).percent() / 100 * TICKS) / TICKS;
                };
    }

    /// Volts at the terminal, `seconds` after the previous call.
    double after(double seconds) {
        phase += seconds * parts.pilotHertz();
        phase -= (int) phase;
        return phase < duty ? volts(phase, duty, high, low, riseSeconds) : lowVolts();
    }

    private double lowVolts() {
        return volts(phase - duty, 1 - duty, low, high, fallSeconds);
    }

    private double volts(double since, double share, double to, double from, double tau) {
        double sinceSeconds = since / parts.pilotHertz();
        return share == 1 || sinceSeconds > SETTLED * tau
                ? to
                : to + (from - to) * Math.exp(-sinceSeconds / tau);
    }

    /// What a vehicle measures between the zero crossings at the terminal, in per cent; 100 and 0
    /// without PWM. Empty pilots (shorted ones) cross nothing and read 100.
    double dutyPercent() {
        if (duty == 0 || duty == 1) {
            return duty * 100;
        }
        if (high < 1 || low > -1) {
            return 100;
        }
        double rise = riseSeconds * Math.log((high - low) / high);
        double fall = fallSeconds * Math.log((low - high) / low);
        return Math.clamp((duty + (fall - rise) * parts.pilotHertz()) * 100, 0, 100);
    }

    /// Whether the terminal alternates between a positive and a negative plateau.
    boolean alternates() {
        return duty > 0 && duty < 1 && high > 1 && low < -1;
    }

    /// Whether the generator alternates, whatever becomes of it at the terminal.
    boolean swings() {
        return duty > 0 && duty < 1;
    }

    /// Whether a resting generator rests high.
    boolean isDriven() {
        return duty > 0;
    }

    /// Whether the terminal rests below zero volts and a bit.
    boolean isDown() {
        return duty == 0 || high < 1;
    }

    double highVolts() {
        return high;
    }

    double lowPlateauVolts() {
        return low;
    }
}
