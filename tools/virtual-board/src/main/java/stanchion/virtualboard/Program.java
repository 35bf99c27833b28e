package stanchion.virtualboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program to be run on the virtual board, from the host's files.
///
/// @param folder it is run in
/// @param urgency of the board's processor
/// @param environment `NAME=VALUE`
/// @param command the program and its arguments
public record Program(
        Path folder, Urgency urgency, List<String> environment, List<String> command) {
    /// How urgently it runs, as a systemd unit would say it.
    public enum Urgency {
        USUAL(""),
        /// `Nice=5`
        MODEST("nice 5"),
        /// `CPUSchedulingPolicy=fifo`
        REALTIME("fifo 40");

        private final String word;

        Urgency(String word) {
            this.word = word;
        }
    }

    public Program {
        environment = List.copyOf(environment);
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no program");
        }
    }

    Frame order(int number) {
        List<String> words = new ArrayList<>(List.of(folder.toString(), urgency.word));
        words.addAll(environment);
        words.add("");
        words.addAll(command);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String word : words) {
            bytes.writeBytes(word.getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
        }
        return new Frame('R', number, bytes.toByteArray());
    }
}
