package stanchion.gateway.command;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.Command.Ask;
import stanchion.gateway.command.CommandRow.Purpose;
import stanchion.gateway.command.HistoryWish.Format;
import stanchion.gateway.command.HistoryWish.Subject;
import stanchion.gateway.history.Query;
import stanchion.gateway.json.StrictJson.RefusedException;

/// What shows what the charger keeps.
final class HistoryCommands {
    static final int ROWS_IF_NOT_GIVEN = 100;

    /// As far as every JSON reader can count.
    private static final long MOST = 1L << 53;

    static final List<CommandRow> ROWS =
            List.of(
                    CommandRow.of(
                            Topic.CMD_HISTORY,
                            new Purpose(
                                    "History command",
                                    "Shows a page of what the charger keeps for 13 months, at the"
                                            + " response topic with its correlation data, else at"
                                            + " the topic history.",
                                    Permission.OWNER_ONCE_BOUND),
                            List.of(
                                    Field.required(
                                            "what",
                                            Form.choice(
                                                    Subject.SESSIONS.text(),
                                                    Subject.QUARTERS.text(),
                                                    Subject.LOG.text()),
                                            "sessions in the order they began, the energy of"
                                                    + " quarter-hours, or the security log"),
                                    Field.optional(
                                            "from",
                                            new Form.Moment(),
                                            "beginnings from this moment on; what has no time yet"
                                                    + " is left out then"),
                                    Field.optional("to", new Form.Moment(), "beginnings before it"),
                                    Field.optional(
                                            "after",
                                            Form.whole(0, MOST, ""),
                                            "what the page before says as next"),
                                    Field.optional(
                                            "limit",
                                            Form.whole(1, Query.MOST_ROWS, "rows"),
                                            "100 if absent; a page also ends at 64 KiB"),
                                    Field.optional(
                                            "format",
                                            Form.choice(Format.JSON.text(), Format.CSV.text()),
                                            "json if absent")),
                            HistoryCommands::history));

    private HistoryCommands() {}

    private static Ask history(Values values) throws RefusedException {
        Subject subject = subject(values.text("what").orElseThrow());
        Format format =
                values.text("format").equals(Optional.of(Format.CSV.text()))
                        ? Format.CSV
                        : Format.JSON;
        Optional<Instant> from = values.moment("from");
        Optional<Instant> to = values.moment("to");
        if (subject == Subject.LOG
                && (from.isPresent() || to.isPresent() || format == Format.CSV)) {
            throw new RefusedException("the log comes as its lines, by after and limit alone");
        }
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new RefusedException("from must be before to");
        }
        long after = values.number("after").map(BigDecimal::longValueExact).orElse(0L);
        int limit = values.number("limit").map(BigDecimal::intValueExact).orElse(ROWS_IF_NOT_GIVEN);
        return new Ask.History(new HistoryWish(subject, new Query(from, to, after, limit), format));
    }

    private static Subject subject(String text) {
        return Arrays.stream(Subject.values())
                .filter(one -> one.text().equals(text))
                .findFirst()
                .orElseThrow();
    }
}
