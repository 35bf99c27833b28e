package stanchion.sim.safety;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import stanchion.safety.Fault;

/// The tests that speak of a fault, found where they stand: stories that name it, and scenarios
/// that expect it.
public final class Evidence {
    /// A test's method and its body, up to the next one.
    private static final Pattern METHOD =
            Pattern.compile("    @(?:Test|ParameterizedTest)\\b.*?(?=\\n    }\\n)", Pattern.DOTALL);

    private static final Pattern NAME = Pattern.compile("void (\\w+)\\(");

    /// What drives a charger, not merely a value: a rig, a script, the interlock.
    private static final Pattern STORY = Pattern.compile("\\b(rig|script)\\.|assertOpened\\(");

    /// A test and what it says.
    private record Text(String name, String body) {}

    private final List<Text> methods = new ArrayList<>();
    private final List<Text> scenarios = new ArrayList<>();

    /// @param home the project's folder
    public Evidence(Path home) throws IOException {
        for (Path folder :
                List.of(
                        home.resolve("firmware/pure/src/test/java"),
                        home.resolve("tools/sim/src/test/java"))) {
            for (Path file : files(folder, ".java")) {
                readMethods(file);
            }
        }
        for (Path file : files(home.resolve("tools/scenarios"), ".scenario")) {
            scenarios.add(new Text(String.valueOf(file.getFileName()), Files.readString(file)));
        }
    }

    /// Tests and scenarios that name the fault; sentences first.
    List<String> ofFault(Fault fault) {
        Pattern named = Pattern.compile("\\b" + fault.name() + "\\b");
        List<String> found = new ArrayList<>();
        methods.stream().filter(text -> speaks(text, named)).map(Text::name).forEach(found::add);
        scenarios.stream()
                .filter(text -> text.body.contains("expect fault " + fault.name()))
                .map(Text::name)
                .forEach(found::add);
        return found;
    }

    /// Scenarios that do this and expect the contactor open, or the event of this name.
    List<String> ofLine(String line) {
        return scenarios.stream()
                .filter(text ->
                        text.body.contains(
                                line.equals(line.toUpperCase(ROOT))
                                        ? "expect event " + line
                                        : "\n" + line + "\n"))
                .filter(text -> text.body.contains("expect contactor open"))
                .map(Text::name)
                .toList();
    }

    private static boolean speaks(Text text, Pattern named) {
        return named.matcher(text.body).find();
    }

    private void readMethods(Path file) throws IOException {
        Matcher method = METHOD.matcher(Files.readString(file));
        while (method.find()) {
            Matcher name = NAME.matcher(method.group());
            if (name.find() && STORY.matcher(method.group()).find()) {
                methods.add(new Text(name.group(1), method.group()));
            }
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
