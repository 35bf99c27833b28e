package stanchion.bench.accuracy;

import java.util.ArrayList;
import java.util.List;
import stanchion.bench.accuracy.Row.Case;

/// What the statement of accuracy is made of.
///
/// @param statement the statement's loads through every front end
/// @param quiet the statement's loads without noise
/// @param currents sines of other currents through every front end
/// @param small channels with little or no current
record Results(List<Row> statement, List<Row> quiet, List<Row> currents, List<SmallCurrent> small) {
    Results {
        statement = List.copyOf(statement);
        quiet = List.copyOf(quiet);
        currents = List.copyOf(currents);
        small = List.copyOf(small);
    }

    static Results measure(double seconds, long seed, Progress progress) {
        List<Row> statement = rows(Cases.statement(), seconds, seed, progress.of("statement"));
        List<Row> currents = rows(Cases.currents(), seconds, seed, progress.of("currents"));
        List<SmallCurrent> small = new ArrayList<>();
        for (FrontEnd frontEnd : FrontEnd.ALL) {
            small.add(SmallCurrent.measure(frontEnd, seed));
        }
        return new Results(statement, quiet(seconds, seed), currents, small);
    }

    private static List<Row> quiet(double seconds, long seed) {
        return Cases.statement().stream()
                .map(each -> Row.measure(each, FrontEnd.QUIET, seconds, seed))
                .toList();
    }

    /// Every case through every front end, each with noise of its own.
    static List<Row> rows(List<Case> cases, double seconds, long seed, Progress.Part progress) {
        List<Row> rows = new ArrayList<>();
        for (FrontEnd frontEnd : FrontEnd.ALL) {
            for (Case each : cases) {
                rows.add(Row.measure(each, frontEnd, seconds, seed + rows.size()));
                progress.step(rows.size(), cases.size() * FrontEnd.ALL.size());
            }
        }
        return rows;
    }

    List<Goal> goals() {
        return Goal.of(this);
    }

    List<Row> all() {
        List<Row> all = new ArrayList<>(statement);
        all.addAll(currents);
        return all;
    }
}
