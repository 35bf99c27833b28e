package stanchion.bench.regulations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// What the test runner wrote of the tests it ran.
final class TestReports {
    /// How a test ended.
    enum Ending {
        PASSED,
        SKIPPED,
        FAILED
    }

    private record Case(String method, Ending ending) {}

    private static final String PREFIX = "TEST-";
    private static final String SUFFIX = ".xml";

    private final Map<String, List<Case>> cases = new HashMap<>();

    /// Reads the reports below a folder.
    ///
    /// @param since older reports tell of another run, and do not count
    static TestReports below(Path home, Instant since) throws IOException {
        TestReports reports = new TestReports();
        try (Stream<Path> all = Files.find(home, 5, (path, seen) -> isReport(path))) {
            for (Path file : all.sorted().toList()) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    reports.read(file);
                }
            }
        }
        return reports;
    }

    private static boolean isReport(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(PREFIX)
                && name.endsWith(SUFFIX)
                && path.toString().contains("/target/surefire-reports/");
    }

    private void read(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            NodeList found =
                    factory.newDocumentBuilder()
                            .parse(file.toFile())
                            .getElementsByTagName("testcase");
            for (int at = 0; at < found.getLength(); at++) {
                add((Element) found.item(at));
            }
        } catch (ParserConfigurationException | SAXException torn) {
            throw new IOException(file + ": is no report of tests", torn);
        }
    }

    private void add(Element test) {
        String type = test.getAttribute("classname");
        String name = test.getAttribute("name");
        cases.computeIfAbsent(type.substring(type.lastIndexOf('.') + 1), none -> new ArrayList<>())
                .add(new Case(name.replaceFirst("[({\\[].*", ""), ending(test)));
    }

    private static Ending ending(Element test) {
        if (test.getElementsByTagName("failure").getLength() > 0
                || test.getElementsByTagName("error").getLength() > 0) {
            return Ending.FAILED;
        }
        return test.getElementsByTagName("skipped").getLength() > 0
                ? Ending.SKIPPED
                : Ending.PASSED;
    }

    /// How the runs of a test ended; none when it was not run.
    ///
    /// @param test a class, or `Class#method`
    List<Ending> of(String test) {
        String method = test.contains("#") ? test.substring(test.indexOf('#') + 1) : "";
        return cases.getOrDefault(Regulation.className(test), List.of()).stream()
                .filter(one -> method.isEmpty() || one.method().equals(method))
                .map(Case::ending)
                .toList();
    }
}
