package stanchion.virtualboard;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// Runs, on the board itself, every test that is tagged `board`; the arguments are folders of
/// compiled tests. Ends with 0 when there were some and none failed.
final class BoardSuite {
    private static final String TAG = "board";

    private BoardSuite() {}

    /// Entry point.
    public static void main(String[] folders) {
        Set<Path> roots = new LinkedHashSet<>();
        List.of(folders).forEach(folder -> roots.add(Path.of(folder)));
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectClasspathRoots(roots))
                        .filters(TagFilter.includeTags(TAG))
                        .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.printFailuresTo(out);
        out.printf(
                "on the board: %d passed, %d failed, %d skipped%n",
                summary.getTestsSucceededCount(),
                summary.getTotalFailureCount(),
                summary.getTestsAbortedCount() + summary.getTestsSkippedCount());
        boolean good = summary.getTestsSucceededCount() > 0 && summary.getTotalFailureCount() == 0;
        System.exit(good ? 0 : 1);
    }
}
