package stanchion.bench.bootbench;

import static java.util.Locale.ROOT;

import java.util.Map;
import java.util.Optional;

/// The figures as people read them.
final class ResultTable {
    private static final String HEAD =
            "%-30s %9s %9s %10s %12s %12s %10s%n"
                    .formatted(
                            "process start to end",
                            "median ms",
                            "min ms",
                            "x openssl",
                            "x jarsigner",
                            "x empty JVM",
                            "peak MiB");

    private final Map<String, Figures> figures;

    ResultTable(Map<String, Figures> figures) {
        this.figures = figures;
    }

    String text() {
        StringBuilder text = new StringBuilder(HEAD);
        figures.forEach((name, one) -> text.append(line(name, one)));
        return text.toString();
    }

    private String line(String name, Figures one) {
        return String.format(
                ROOT,
                "%-30s %9.1f %9.1f %10s %12s %12s %10s%n",
                name,
                one.medianMillis(),
                one.minMillis(),
                ratio(one, Peers.OPENSSL, "%.2f"),
                ratio(one, Peers.JARSIGNER, "%.3f"),
                ratio(one, Contenders.EMPTY, "%.2f"),
                one.peakKibibytes() == 0 ? "-" : String.format(ROOT, "%.1f", one.peakMebibytes()));
    }

    private String ratio(Figures one, String other, String format) {
        return Optional.ofNullable(figures.get(other))
                .map(peer -> String.format(ROOT, format, one.medianMillis() / peer.medianMillis()))
                .orElse("-");
    }
}
