package stanchion.bench.vehicle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.sim.scenario.Claim;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.Scenario.Line;
import stanchion.sim.scenario.Step;

/// What of a scenario an instrument carries out.
///
/// @param scenario its verbs, and the expectations the instrument can judge
/// @param unseen lines that only the charger's own word could judge; told, never counted as held
record Plan(Scenario scenario, List<Line> unseen) {
    /// Refuses the scenario when the instrument cannot do all of its verbs, naming each line.
    ///
    /// @throws VehicleTrouble `FILE:LINE: 'TEXT': REASON`, one line for each
    static Plan of(Scenario scenario, Instrument instrument) {
        List<String> problems = new ArrayList<>();
        List<Line> kept = new ArrayList<>();
        List<Line> unseen = new ArrayList<>();
        for (Line line : scenario.lines()) {
            switch (line.step()) {
                case Step.Act(var verb) -> {
                    kept.add(line);
                    instrument
                            .whyNot(verb)
                            .ifPresent(why -> problems.add(problem(scenario, line, why)));
                }
                case Step.Wait _ -> kept.add(line);
                case Step.Expect expect -> {
                    boolean sees = needs(expect.claim()).filter(instrument::sees).isPresent();
                    (sees ? kept : unseen).add(line);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new VehicleTrouble(VehicleTrouble.BAD_INPUT, String.join("\n", problems));
        }
        return new Plan(new Scenario(scenario.name(), kept), List.copyOf(unseen));
    }

    private static String problem(Scenario scenario, Line line, String why) {
        return "%s:%d: '%s': %s".formatted(scenario.name(), line.number(), line.text(), why);
    }

    /// What must be measured to judge a claim; nothing where no measurement can.
    private static Optional<String> needs(Claim claim) {
        return switch (claim) {
            case Claim.State _ -> Optional.of(Sighting.HIGH);
            case Claim.Contactor _ -> Optional.of(Sighting.LOAD);
            case Claim.Duty _, Claim.Offer _ -> Optional.of(Sighting.DUTY);
            case Claim.Energy _ -> Optional.of(Sighting.ENERGY);
            case Claim.FaultIs _, Claim.EventNamed _, Claim.Update _, Claim.Waiting _ ->
                    Optional.empty();
            case Claim.Firmware _, Claim.RefusedChunks _, Claim.GivenUp _ -> Optional.empty();
        };
    }
}
