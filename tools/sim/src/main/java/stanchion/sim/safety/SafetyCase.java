package stanchion.sim.safety;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.safety.Fault;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.ScenarioRunner;
import stanchion.sim.virtual.VirtualBench;
import stanchion.sim.virtual.VirtualTarget;

/// Brings every hazard about, again and again with other parts and at other moments, and measures
/// how long the charger took.
public final class SafetyCase {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final String CHARGE = "draw 16A phases 3\nplug\ns2 close\n";

    /// Where the poles have this long, the firmware has half of it; the rest is the relay's.
    static final Duration POLES = Duration.ofMillis(100);

    static final Duration COMMAND = POLES.dividedBy(2);

    private SafetyCase() {}

    /// One line of the case.
    ///
    /// @param function its name, as the table of protective functions has it where it stands there
    /// @param limit from the cause to open poles
    /// @param clause whose limit that is
    /// @param aim what was waited for
    public record Row(
            String hazard,
            String function,
            Duration limit,
            String clause,
            Aim aim,
            Measured measured,
            List<String> tests) {
        public Row {
            tests = List.copyOf(tests);
        }

        /// Whether the worst run kept the limit and somebody tests it.
        public boolean holds() {
            long worst = Math.max(measured.openMillis(), measured.faultMillis());
            return measured.missing().isEmpty()
                    && worst <= limit.toMillis()
                    && (!isSwift() || measured.commandMillis() <= COMMAND.toMillis())
                    && !tests.isEmpty();
        }

        /// Whether the poles have no longer than after a change of the pilot.
        boolean isSwift() {
            return limit.compareTo(POLES) <= 0;
        }
    }

    /// The longest from a cause after which the poles have 100 ms, a change of the pilot among
    /// them, to the command that opens.
    static long slowestSwiftCommandMillis(List<Row> rows) {
        return rows.stream()
                .filter(Row::isSwift)
                .mapToLong(row -> row.measured.commandMillis())
                .max()
                .orElse(-1);
    }

    /// What a vehicle may do at any moment, and what follows.
    private record Reaction(
            String hazard, String function, String cause, Duration limit, String clause) {}

    private static final List<Reaction> REACTIONS =
            List.of(
                    new Reaction(
                            "arcing: a plug pulled under load",
                            "unplug",
                            "unplug",
                            Duration.ofMillis(100),
                            "IEC 61851-1 table A.6 seq. 2.x"),
                    new Reaction(
                            "energy a vehicle no longer asks for",
                            "s2 open",
                            "s2 open",
                            Duration.ofMillis(100),
                            "IEC 61851-1 table A.6 seq. 8.1"),
                    new Reaction(
                            "a vehicle that ignores a withdrawn offer",
                            "VEHICLE_CUT_OFF",
                            "obey off\nlimit 0A",
                            Duration.ofSeconds(7),
                            "IEC 61851-1 table A.6 seq. 10.2: 6 s"),
                    new Reaction(
                            "a charger whose firmware died",
                            "restart",
                            "restart",
                            Duration.ofMillis(300),
                            "the board opens after silence-limit"));

    /// Measures every row.
    ///
    /// @param runs of each row
    /// @param evidence where the tests are found
    public static List<Row> rows(long seed, int runs, Evidence evidence) {
        List<Row> rows = new ArrayList<>();
        for (Reaction reaction : REACTIONS) {
            Provocation provocation =
                    new Provocation(List.of(), List.of(reaction.cause), Aim.OPENS);
            Measured worst = worst(provocation, Optional.empty(), seed, runs);
            rows.add(
                    new Row(
                            reaction.hazard,
                            reaction.function,
                            reaction.limit,
                            reaction.clause,
                            provocation.aim(),
                            worst,
                            evidence.ofLine(reaction.function)));
        }
        for (Fault fault : Fault.values()) {
            Provocation provocation = Provocation.of(fault);
            rows.add(
                    new Row(
                            fault.words().hazard(),
                            fault.name(),
                            fault.detection().limit(),
                            fault.detection().clause(),
                            provocation.aim(),
                            worst(provocation, Optional.of(fault), seed, runs),
                            evidence.ofFault(fault)));
        }
        return rows;
    }

    private static Measured worst(
            Provocation provocation, Optional<Fault> fault, long seed, int runs) {
        Measured worst = Measured.NOTHING;
        for (int run = 0; run < runs && provocation.aim() != Aim.TESTED_ALONE; run++) {
            worst = worst.worst(new Run(provocation, seed + run).measure(fault));
        }
        return worst;
    }

    /// One run of one provocation.
    private static final class Run {
        private static final long PATIENCE_MILLIS = 120_000;

        private final Provocation provocation;
        private final SplittableRandom random;
        private final VirtualTarget target;

        Run(Provocation provocation, long seed) {
            this.provocation = provocation;
            random = new SplittableRandom(seed);
            target = VirtualBench.charger(seed);
        }

        Measured measure(Optional<Fault> fault) {
            boolean charges = provocation.aim() != Aim.STAYS_OPEN;
            carryOut(String.join("\n", provocation.before()));
            carryOut(charges ? CHARGE : "plug\nwait 2s");
            if (!provocation.before().isEmpty()) {
                carryOut(
                        String.join(
                                "\n",
                                provocation.before().stream()
                                        .filter(line -> !line.startsWith("board"))
                                        .toList()));
            }
            target.advance(Duration.ofMillis(random.nextInt(7_000, 9_000)));
            if (charges && target.truth().poles() != ContactorPosition.CLOSED) {
                return missing("the charge did not begin");
            }
            carryOut(String.join("\n", provocation.cause()));
            return after(fault);
        }

        /// Times from the cause on, each rounded up to the next look.
        private Measured after(Optional<Fault> fault) {
            long raised = -1;
            long told = -1;
            long open = -1;
            for (long millis = 0; millis <= PATIENCE_MILLIS; millis += LOOK.toMillis()) {
                raised = first(raised, millis, () -> isRaised(fault));
                told = first(told, millis, () -> target.commanded() == ContactorCommand.OPEN);
                open = first(open, millis, () -> target.truth().poles() == ContactorPosition.OPEN);
                if (raised >= 0 && (open >= 0 || provocation.aim() == Aim.IS_FOUND)) {
                    return seen(fault.isPresent() ? raised : -1, told, open);
                }
                target.advance(LOOK);
            }
            return missing(raised < 0 ? "no fault" : "the poles did not open");
        }

        private boolean isRaised(Optional<Fault> fault) {
            return fault.isEmpty() || target.observe().faults().contains(fault.get());
        }

        private Measured seen(long raised, long told, long open) {
            return switch (provocation.aim()) {
                case OPENS -> new Measured(raised, told, open, Optional.empty());
                case STAYS_OPEN ->
                        target.truth().closures() == 0
                                ? new Measured(raised, -1, -1, Optional.empty())
                                : missing("the poles closed");
                case IS_FOUND, TESTED_ALONE -> new Measured(raised, -1, -1, Optional.empty());
            };
        }

        private static long first(long before, long millis, BooleanSupplier so) {
            return before < 0 && so.getAsBoolean() ? millis : before;
        }

        private static Measured missing(String what) {
            return new Measured(-1, -1, -1, Optional.of(what));
        }

        private void carryOut(String text) {
            if (text.isBlank()) {
                return;
            }
            switch (ScenarioParser.parse("safety case", text)) {
                case Parsed.Accepted(Scenario scenario) ->
                        new ScenarioRunner(target, entry -> {}).run(scenario);
                case Parsed.Rejected(List<String> problems) ->
                        throw new IllegalStateException("a malformed provocation: " + problems);
            }
        }
    }
}
