package stanchion.gateway.command;

import java.util.ArrayList;
import java.util.List;

/// The table of all commands for people: what the README says is exactly this.
public final class CommandPage {
    private CommandPage() {}

    /// The lines of the table, its head included.
    public static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| command, field | must be | unit | who | effect |");
        lines.add("|---|---|---|---|---|");
        CommandRow.COMMON.forEach(field -> add(lines, "each: ", Permission.ANYBODY, field));
        for (CommandRow row : CommandTable.ROWS) {
            CommandRow.Purpose purpose = row.purpose();
            lines.add(
                    "| **`%s`** | %s | | %s | %s |"
                            .formatted(
                                    row.topic().path(),
                                    whole(row),
                                    purpose.permission().text(),
                                    purpose.effect()));
            row.fields().forEach(field -> add(lines, "", purpose.permission(), field));
        }
        return lines;
    }

    private static String whole(CommandRow row) {
        return switch (row.demand()) {
            case CommandRow.Demand.OrBare(String field, String effect) ->
                    "an object, or `" + field + "` bare: " + effect;
            case CommandRow.Demand.AtLeastOne() -> "an object with at least one of its fields";
            case CommandRow.Demand.Nothing() -> "an object";
        };
    }

    /// A field, and those inside it.
    ///
    /// @param around who may send the command at all
    private static void add(List<String> lines, String prefix, Permission around, Field field) {
        Permission who = field.permission() == Permission.ANYBODY ? around : field.permission();
        String optional = field.presence() == Field.Presence.OPTIONAL ? "" : ", required";
        lines.add(
                "| %s`%s`%s | %s | %s | %s | %s |"
                        .formatted(
                                prefix,
                                field.name(),
                                optional,
                                field.form().range(),
                                field.form().unit(),
                                who.text(),
                                field.effect()));
        inside(field.form()).forEach(inner -> add(lines, "`" + field.name() + "`: ", who, inner));
    }

    private static List<Field> inside(Form form) {
        return switch (form) {
            case Form.Group(List<Field> fields) -> fields;
            case Form.OrNull(Form inner) -> inside(inner);
            case Form.Items(Form inner, int least, int most) -> inside(inner);
            case Form.Quantity number -> List.of();
            case Form.Text text -> List.of();
            case Form.Choice choice -> List.of();
            case Form.Truth truth -> List.of();
            case Form.Yes yes -> List.of();
            case Form.Moment moment -> List.of();
            case Form.TimeOfDay time -> List.of();
        };
    }
}
