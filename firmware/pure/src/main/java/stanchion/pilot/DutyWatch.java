package stanchion.pilot;

import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.PilotCapture;
import stanchion.units.DutyCycle;

/// Compares the duty cycle at the terminal with the commanded one.
///
/// Samples out of step with the PWM show the duty as the share of codes that lie high, the more
/// exactly the more of them: 0.2 s of them are counted together.
///
/// Keeps counts; for one thread.
public final class DutyWatch {
    /// Cycles that are counted together.
    static final int CYCLES = 20;

    /// Cycles that a changed output is given to settle.
    static final int SETTLING_CYCLES = 5;

    /// Two per cent of the period are 1.2 A.
    static final double TOLERANCE_PERCENT = 2;

    /// What the duty on the wire is.
    public enum Duty {
        AS_COMMANDED,
        OTHER
    }

    private DutyCycle counted = new DutyCycle(0);
    private Duty duty = Duty.AS_COMMANDED;
    private int cycles;
    private long high;
    private long all;

    /// A watch that has seen nothing yet.
    public DutyWatch() {}

    /// Takes in one cycle; without two plateaus there is no duty to be wrong.
    public Duty observe(
            PilotCapture capture, AdcScale scale, PilotLevels levels, PilotOutput commanded) {
        if (!(commanded instanceof PilotOutput.Pwm(DutyCycle asked))
                || !(levels instanceof PilotLevels.Swinging swing)) {
            restart(new DutyCycle(0));
            duty = Duty.AS_COMMANDED;
            return duty;
        }
        if (!asked.equals(counted)) {
            restart(asked);
        }
        cycles++;
        if (cycles > SETTLING_CYCLES) {
            count(capture, scale, (swing.high().value() + swing.low().value()) / 2);
        }
        if (cycles == SETTLING_CYCLES + CYCLES) {
            judge(asked);
        }
        return duty;
    }

    private void judge(DutyCycle asked) {
        boolean near = Math.abs(100.0 * high / all - asked.percent()) <= TOLERANCE_PERCENT;
        duty = near ? Duty.AS_COMMANDED : Duty.OTHER;
        cycles = SETTLING_CYCLES;
        high = 0;
        all = 0;
    }

    private void restart(DutyCycle asked) {
        counted = asked;
        cycles = 0;
        high = 0;
        all = 0;
    }

    private void count(PilotCapture capture, AdcScale scale, double middleVolts) {
        for (short code : capture.codes()) {
            high += scale.valueOf(code) > middleVolts ? 1 : 0;
        }
        all += capture.codes().length;
    }
}
