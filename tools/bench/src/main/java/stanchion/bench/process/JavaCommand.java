package stanchion.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a JVM of the bench's own, on the class path this JVM runs with.
public final class JavaCommand {
    private JavaCommand() {}

    /// The `java` that runs this very process.
    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// `command`, run in `directory` as systemd's `WorkingDirectory=` has it.
    public static List<String> in(Path directory, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("env", "--chdir=" + directory));
        whole.addAll(command);
        return List.copyOf(whole);
    }

    /// A main class of the bench with a small heap and a serial collector.
    public static List<String> main(Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(executable());
        command.add("-XX:+UseSerialGC");
        command.add("-Xshare:auto");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
