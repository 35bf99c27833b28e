package stanchion.bench.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.pilot.Advertised;
import stanchion.pilot.Diode;
import stanchion.pilot.Offers;
import stanchion.pilot.PilotState;
import stanchion.pilot.PilotWindows;
import stanchion.units.Amps;
import stanchion.units.DutyCycle;
import stanchion.units.Volts;

/// `./run pilot`: the firmware's own control-pilot arithmetic, for a bench engineer.
///
/// The plain answer stands first on standard output; what cannot be answered is one line on
/// standard error and exit status 2. Below 6 A there is no offer, and so no duty, to print.
@Command(
        name = "pilot",
        mixinStandardHelpOptions = true,
        description = "Control-pilot arithmetic (IEC 61851-1 annex A, SAE J1772).",
        subcommands = {
            PilotCommand.DutyOf.class,
            PilotCommand.AmpsOf.class,
            PilotCommand.StateOf.class,
        })
public final class PilotCommand implements Callable<Integer> {
    private static final int NO_ANSWER = 2;

    @Override
    public Integer call() {
        return refuse("say what to do: ./run pilot duty 16A | amps 26.67% | state --high 8.98");
    }

    private static int refuse(String line) {
        System.err.println("pilot: " + line);
        return NO_ANSWER;
    }

    private static String quoted(List<String> words) {
        return "'" + String.join(" ", words) + "'";
    }

    /// At most two digits after the point, without trailing zeros.
    private static String digits(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
        return text.equals("-0") ? "0" : text;
    }

    /// `./run pilot duty AMPS`.
    @Command(
            name = "duty",
            mixinStandardHelpOptions = true,
            description = "The duty cycle that offers a current: 6 A to 80 A.")
    static final class DutyOf implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "AMPS", description = "For example 16A.")
        private List<String> amps = List.of();

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        public Integer call() {
            Optional<Double> typed = Quantity.of(amps, "A");
            if (typed.isEmpty()) {
                return refuse("duty: " + quoted(amps) + " is no current, for example 16A");
            }
            Amps limit = new Amps(typed.get());
            Optional<DutyCycle> duty = Offers.duty(limit, Offers.GENERATOR_STEP);
            if (duty.isEmpty()) {
                return refuse("duty: " + limit + " is below 6 A, the least a pilot can offer");
            }
            if (limit.compareTo(Offers.MOST) > 0) {
                return refuse("duty: " + limit + " is above 80 A, the most a pilot can offer");
            }
            print(limit, duty.get());
            return 0;
        }

        private void print(Amps limit, DutyCycle duty) {
            double offer = Offers.within(limit).orElse(Amps.ZERO).value();
            if (json) {
                System.out.printf(
                        Locale.ROOT, "{\"duty\":%.4f,\"offer\":%s}%n", duty.percent(), offer);
            } else {
                System.out.printf(Locale.ROOT, "%.2f %%%n", duty.percent());
            }
        }
    }

    /// `./run pilot amps DUTY`.
    @Command(
            name = "amps",
            mixinStandardHelpOptions = true,
            description = "What a vehicle reads from a duty cycle: 0 %% to 100 %%.")
    static final class AmpsOf implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "DUTY", description = "For example 26.67%%.")
        private List<String> duty = List.of();

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        public Integer call() {
            Optional<Double> typed = Quantity.of(duty, "%").filter(v -> v >= 0 && v <= 100);
            if (typed.isEmpty()) {
                return refuse("amps: " + quoted(duty) + " is no duty cycle of 0 % to 100 %");
            }
            Advertised advertised = Advertised.by(new DutyCycle(typed.get()));
            System.out.println(json ? json(advertised) : text(advertised));
            return 0;
        }

        private static String text(Advertised advertised) {
            return switch (advertised) {
                case Advertised.Current(Amps limit) -> digits(limit.value()) + " A";
                case Advertised.Digital _ -> "digital communication required";
                case Advertised.NoCharge _ -> "no charging allowed";
                case Advertised.Invalid _ -> "error: no valid duty cycle, no charging allowed";
            };
        }

        private static String json(Advertised advertised) {
            return switch (advertised) {
                case Advertised.Current(Amps limit) ->
                        "{\"meaning\":\"current\",\"amps\":" + digits(limit.value()) + "}";
                case Advertised.Digital _ -> "{\"meaning\":\"digital\"}";
                case Advertised.NoCharge _ -> "{\"meaning\":\"no-charge\"}";
                case Advertised.Invalid _ -> "{\"meaning\":\"error\"}";
            };
        }
    }

    /// `./run pilot state --high VOLTS [--low VOLTS]`.
    @Command(
            name = "state",
            mixinStandardHelpOptions = true,
            description = "The state A to F of a pilot by its plateaus at the terminal.")
    static final class StateOf implements Callable<Integer> {
        @Option(
                names = "--high",
                arity = "1..2",
                paramLabel = "VOLTS",
                description = "The high plateau, or the steady level.")
        private List<String> high = List.of();

        @Option(
                names = "--low",
                arity = "1..2",
                paramLabel = "VOLTS",
                description = "The low plateau while PWM runs: shows the vehicle's diode.")
        private List<String> low = List.of();

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        public Integer call() {
            Optional<Double> highVolts = Quantity.of(high, "V");
            if (highVolts.isEmpty()) {
                return refuse("state: --high " + quoted(high) + " is no voltage, for example 8.98");
            }
            Optional<Double> lowVolts = Quantity.of(low, "V");
            if (!low.isEmpty() && lowVolts.isEmpty()) {
                return refuse("state: --low " + quoted(low) + " is no voltage");
            }
            Optional<PilotState> state = PilotWindows.classify(new Volts(highVolts.get()));
            Diode diode =
                    lowVolts.filter(_ -> state.filter(StateOf::showsDiode).isPresent())
                            .map(volts -> PilotWindows.diode(new Volts(volts)))
                            .orElse(Diode.UNTESTED);
            System.out.println(json ? json(state, diode) : text(state, diode));
            return 0;
        }

        private static boolean showsDiode(PilotState state) {
            return state == PilotState.B || state == PilotState.C || state == PilotState.D;
        }

        private static String text(Optional<PilotState> state, Diode diode) {
            if (state.isEmpty()) {
                return "none: no working circuit brings the pilot to this voltage";
            }
            String fault =
                    diode == Diode.FAULTY
                            ? "; DIODE FAULT: the low plateau is not at -12 V, no charging"
                            : "";
            return state.get() + " " + meaning(state.get()) + fault;
        }

        private static String json(Optional<PilotState> state, Diode diode) {
            String name = state.map(s -> "\"" + s + "\"").orElse("null");
            return "{\"state\":" + name + ",\"diode\":\"" + diode + "\"}";
        }

        private static String meaning(PilotState state) {
            return switch (state) {
                case A -> "no vehicle";
                case B -> "vehicle present, S2 open: not ready";
                case C -> "vehicle ready, S2 closed";
                case D -> "vehicle ready, S2 closed, asks for ventilation";
                case E -> "pilot shorted to earth, or charger without supply";
                case F -> "charger out of service";
            };
        }
    }
}
