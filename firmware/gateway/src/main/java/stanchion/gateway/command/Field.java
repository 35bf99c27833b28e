package stanchion.gateway.command;

/// One field of a command: what may stand in it, who may use it, what it does.
///
/// @param form what may stand in it
/// @param permission beside the command's own
/// @param effect one sentence for people, and the description in the schema
public record Field(
        String name, Form form, Presence presence, Permission permission, String effect) {
    /// Whether it may be left out.
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /// A field that must be there.
    public static Field required(String name, Form form, String effect) {
        return new Field(name, form, Presence.REQUIRED, Permission.ANYBODY, effect);
    }

    /// A field that may be left out.
    public static Field optional(String name, Form form, String effect) {
        return new Field(name, form, Presence.OPTIONAL, Permission.ANYBODY, effect);
    }

    /// The same, for fewer people.
    public Field only(Permission few) {
        return new Field(name, form, presence, few, effect);
    }
}
