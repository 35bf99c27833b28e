package stanchion.sim.safety;

import java.util.List;
import stanchion.safety.Fault;

/// How the simulator brings each protective function's cause about in the middle of a charge.
///
/// @param before lines that come first: another board, a certain vehicle
/// @param cause lines that come at once, from which the time counts
/// @param aim what is then waited for
record Provocation(List<String> before, List<String> cause, Aim aim) {
    Provocation {
        before = List.copyOf(before);
        cause = List.copyOf(cause);
    }

    private static Provocation opens(String... cause) {
        return new Provocation(List.of(), List.of(cause), Aim.OPENS);
    }

    private Provocation on(String... lines) {
        return new Provocation(List.of(lines), cause, aim);
    }

    static Provocation of(Fault fault) {
        return switch (fault) {
            case GROUND_FAULT -> opens("residual 30mA ac");
            case RESIDUAL_MONITOR_FAILED ->
                    new Provocation(List.of("monitor dead"), List.of("s2 close"), Aim.STAYS_OPEN);
            case DIODE_FAULT -> opens("diode short");
            case PILOT_SHORT -> opens("pilot short");
            case PILOT_IMPLAUSIBLE -> opens("generator 100%");
            case PILOT_DUTY -> opens("generator 40%");
            case PROXIMITY_FAULT -> opens("proximity open");
            case CONTACTOR_WELDED ->
                    new Provocation(List.of(), List.of("weld on", "s2 open"), Aim.IS_FOUND);
            case CONTACTOR_STUCK_OPEN -> opens("pole 1 burnt");
            case EARTH_LOST -> opens("earth lost");
            case OVER_CURRENT -> opens("obey off", "supply 10A");
            case OVER_TEMPERATURE -> opens("temperature 75C");
            case MAINS_LOST -> opens("mains off");
            case UNDER_VOLTAGE -> opens("mains 180V");
            case OVER_VOLTAGE -> opens("mains 275V");
            case OPEN_PEN -> opens("mains 203V").on("board open_pen");
            case MAINS_FREQUENCY -> opens("mains 230V 55Hz");
            case PHASE_IMBALANCE ->
                    opens("draw 32A phases 1").on("board unbalanced_20a", "draw 32A phases 3");
            case PHASE_SWAPPED -> opens("ct 1 reversed");
            case METER_CLIPPED -> opens("ct 1 overdriven");
            case METER_FAILED -> opens("ct 1 open");
            case VENTILATION_ABSENT -> opens("ventilation on");
            case TAMPER -> opens("tamper open");
            case TAMPERED_WHILE_OFF ->
                    new Provocation(
                            List.of(),
                            List.of("restart", "tamper open", "wait 50ms", "tamper closed"),
                            Aim.OPENS);
            case EMERGENCY_STOP -> opens("stop pressed");
            case TILTED -> opens("tilt on");
            case STRAY_CURRENT ->
                    new Provocation(List.of(), List.of("s2 open", "tap 4A"), Aim.IS_FOUND);
            case SEAL_BROKEN -> opens("seal broken");
            case DEBUG_PORT_USED -> opens("debug plugged");
            case METERS_DISAGREE -> opens("meter 60%").on("meter 100%");
            case METER_REMOVED -> opens("meter removed").on("meter 100%");
            case REFUSED_TOO_OFTEN -> opens("forge");
            case BROWN_OUT -> opens("logic low");
            case SAMPLES_LOST -> opens("lie pilot intermittent 5s");
            case LOOP_OVERRUN -> opens("stall 300ms");
            case INTERLOCK -> new Provocation(List.of(), List.of(), Aim.TESTED_ALONE);
        };
    }
}
