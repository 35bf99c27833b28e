package stanchion.attack;

import java.util.List;
import java.util.Locale;

/// What is printed when all cases have run.
public final class Table {
    private static final int WIDEST = 76;

    private Table() {}

    /// One line a case, the reasons of those that failed or could not run, and the count.
    public static String of(List<Result> results) {
        StringBuilder table = new StringBuilder();
        table.append(row("id", "attack", "cause", "status", "refused", "twin boots"));
        results.forEach(result -> table.append(row(result)));
        results.stream().filter(Result::skipped).forEach(result -> skipped(result, table));
        results.stream().filter(Result::failed).forEach(result -> failed(result, table));
        return table.append(count(results)).toString();
    }

    /// One line a case that has not run.
    public static String list(List<Case> cases) {
        StringBuilder list = new StringBuilder();
        for (Case one : cases) {
            list.append(
                    String.format(
                            Locale.ROOT,
                            "%-4s %-23s %3d  %s%n          unless: %s%n",
                            one.id(),
                            one.expected().answer(),
                            one.expected().status(),
                            one.sentence(),
                            one.twin().sentence()));
        }
        return list.append(String.format(Locale.ROOT, "%d cases%n", cases.size())).toString();
    }

    private static String row(Result result) {
        Case attack = result.attack();
        return row(
                attack.id(),
                attack.sentence(),
                attack.expected().answer(),
                Integer.toString(attack.expected().status()),
                result.skipped() ? "-" : result.complaints().isEmpty() ? "yes" : "NO",
                result.skipped() ? "-" : result.twinComplaints().isEmpty() ? "yes" : "NO");
    }

    private static String row(String id, String sentence, String... rest) {
        String shown =
                sentence.length() <= WIDEST ? sentence : sentence.substring(0, WIDEST - 3) + "...";
        return String.format(
                Locale.ROOT,
                "%-4s %-76s %-23s %6s  %-8s %s%n",
                id,
                shown,
                rest[0],
                rest[1],
                rest[2],
                rest[3]);
    }

    private static void skipped(Result result, StringBuilder table) {
        table.append(result.attack().id()).append(" cannot run here: ");
        table.append(result.notHere().orElse("")).append('\n');
    }

    private static void failed(Result result, StringBuilder table) {
        for (String complaint : result.complaints()) {
            table.append(result.attack().id()).append(" FAILED: ").append(complaint).append('\n');
        }
        for (String complaint : result.twinComplaints()) {
            table.append(result.attack().id())
                    .append(" FAILED, twin (")
                    .append(result.attack().twin().sentence())
                    .append("): ")
                    .append(complaint)
                    .append('\n');
        }
    }

    private static String count(List<Result> results) {
        long failed = results.stream().filter(Result::failed).count();
        long skipped = results.stream().filter(Result::skipped).count();
        return String.format(
                Locale.ROOT,
                "%d cases: %d refused, each with its twin that boots; %d failed; %d cannot run here%n",
                results.size(),
                results.size() - failed - skipped,
                failed,
                skipped);
    }
}
