package stanchion.gateway.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stanchion.gateway.api.Topic;

/// Every command the charger takes over the network, and nothing else: what is not a row here is
/// refused. The table in the README and the JSON Schemas are made from it.
public final class CommandTable {
    /// In the order of the documents.
    public static final List<CommandRow> ROWS =
            Stream.of(
                            ChargingCommands.ROWS,
                            SmartCommands.ROWS,
                            UpdateCommands.ROWS,
                            OwnerCommands.ROWS,
                            HistoryCommands.ROWS)
                    .flatMap(List::stream)
                    .toList();

    private CommandTable() {}

    /// The row of a topic.
    static Optional<CommandRow> row(Topic topic) {
        return ROWS.stream().filter(row -> row.topic() == topic).findFirst();
    }
}
