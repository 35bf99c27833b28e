package stanchion.bench.bringup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/// The person at the board: asked by lines, answers by lines.
final class Person {
    /// What a person does about a step.
    enum Choice {
        GO_ON,
        SKIP,
        STOP
    }

    private final BufferedReader answers;
    private final PrintStream questions;

    Person(BufferedReader answers, PrintStream questions) {
        this.answers = answers;
        this.questions = questions;
    }

    void tell(String line) {
        questions.println(line);
    }

    /// Tells what to do and waits until it is done; the end of input stops the walk.
    Choice ready(String toDo) {
        while (true) {
            String answer = ask(toDo + "  [Enter: done, skip, stop]").toLowerCase(Locale.ROOT);
            switch (answer) {
                case "", "done", "yes" -> {
                    return Choice.GO_ON;
                }
                case "skip" -> {
                    return Choice.SKIP;
                }
                case "stop" -> {
                    return Choice.STOP;
                }
                default -> tell("'" + answer + "' is none of: Enter, skip, stop");
            }
        }
    }

    /// One line; `stop` at the end of input.
    String ask(String question) {
        questions.println(question);
        questions.flush();
        try {
            String line = answers.readLine();
            return line == null ? "stop" : line.strip();
        } catch (IOException e) {
            throw new BringUpTrouble(
                    BringUpTrouble.BAD_INPUT, "the answers cannot be read: " + e.getMessage(), e);
        }
    }
}
