package stanchion.gateway.command;

import java.util.List;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.Command.Ask;
import stanchion.gateway.command.CommandRow.Purpose;

/// Who owns the charger, and what it knows of them.
final class OwnerCommands {
    static final List<CommandRow> ROWS = List.of(bind(), release(), forget());

    private OwnerCommands() {}

    private static CommandRow bind() {
        return CommandRow.of(
                Topic.CMD_BIND,
                new Purpose(
                        "Bind",
                        "Makes the key that signed it the owner's, once, while there is no owner.",
                        Permission.NEWCOMER),
                List.of(
                        Field.required(
                                "proof",
                                new Form.Text("[A-Za-z0-9_-]{43}", "32 bytes in base64url"),
                                "that the set-up code is known, see the README")),
                values -> new Ask.Owner(new OwnerWish.Bind(values.text("proof").orElseThrow())));
    }

    private static CommandRow release() {
        return CommandRow.of(
                Topic.CMD_RELEASE,
                new Purpose(
                        "Release",
                        "Ends the ownership: personal data are deleted, and the answer holds a new"
                                + " set-up code, encrypted for the key that signed. From the maker"
                                + " only while somebody shows to be at the charger.",
                        Permission.OWNER_OR_MAKER),
                List.of(),
                values -> new Ask.Owner(new OwnerWish.Release()));
    }

    private static CommandRow forget() {
        return CommandRow.of(
                Topic.CMD_FORGET,
                new Purpose(
                        "Forget",
                        "Deletes personal data; the answer holds a receipt, signed by the charger.",
                        Permission.OWNER),
                List.of(),
                values -> new Ask.Owner(new OwnerWish.Forget()));
    }
}
