package stanchion.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// A machine that does one thing and says it on its console.
public final class Console {
    /// No machine here takes this long, on however busy a computer.
    private static final int LONGEST_MINUTES = 20;

    private Console() {}

    /// Runs it until a line begins like this, or until it goes by itself.
    ///
    /// @param words the program and what it is told; to these come those of the console
    /// @param folder in which QEMU finds no modules
    /// @return all lines, those of QEMU itself too
    /// @throws IOException when it does not say that line; with its last ones
    public static List<String> run(List<String> words, Path folder, String last)
            throws IOException {
        // modules of another QEMU on this computer would not fit
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/env", "QEMU_MODULE_DIR=" + folder));
        command.addAll(words);
        command.addAll(List.of("-display", "none", "-no-reboot", "-serial", "stdio"));
        List<String> lines = new ArrayList<>();
        try (Leash machine = Leash.heard(command);
                ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(machine.said(), StandardCharsets.UTF_8))) {
            ScheduledFuture<?> late =
                    watch.schedule(machine::kill, LONGEST_MINUTES, TimeUnit.MINUTES);
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line.stripTrailing());
                    if (line.startsWith(last)) {
                        return lines;
                    }
                }
            } finally {
                late.cancel(false);
            }
        }
        throw new IOException(
                "the machine ended early: "
                        + String.join(
                                " | ", lines.subList(Math.max(0, lines.size() - 5), lines.size())));
    }
}
