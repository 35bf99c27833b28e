package stanchion.gateway.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import stanchion.gateway.api.Topic;

/// One entry for fuzzers: whatever a payload is, it is understood or refused with a reason, at
/// once.
public final class FuzzCommands {
    private static final CommandReader READER = new CommandReader(Signatures.none());

    private FuzzCommands() {}

    /// What somebody else has to say about a payload that was understood.
    @FunctionalInterface
    interface Judge {
        List<String> complaints(Topic topic, String text);
    }

    /// The first byte chooses the command.
    public static void fuzzerTestOneInput(byte[] input) {
        judge(input, (topic, text) -> List.of());
    }

    static void judge(byte[] input, Judge other) {
        if (input.length == 0) {
            return;
        }
        List<CommandRow> rows = CommandTable.ROWS;
        CommandRow row = rows.get(Math.floorMod(input[0], rows.size()));
        try {
            String text =
                    UTF_8.newDecoder()
                            .decode(ByteBuffer.wrap(input, 1, input.length - 1))
                            .toString();
            judge(row, text, other);
        } catch (CharacterCodingException notText) {
            // never reaches the reader
        }
    }

    private static void judge(CommandRow row, String text, Judge other) {
        switch (READER.read(row.topic(), text)) {
            case Parsed.Understood(Command command) -> {
                if (!other.complaints(row.topic(), text).isEmpty()) {
                    throw new AssertionError(
                            "understood against its schema: " + text + " as " + command);
                }
            }
            case Parsed.Refused refused -> hasWords(refused.reason(), text);
            case Parsed.Denied denied -> hasWords(denied.reason(), text);
        }
    }

    private static void hasWords(String reason, String text) {
        if (reason.isBlank() || reason.contains("\n")) {
            throw new AssertionError("a refusal of no words: " + text);
        }
    }
}
