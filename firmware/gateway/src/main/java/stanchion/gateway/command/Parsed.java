package stanchion.gateway.command;

import java.util.Optional;

/// What came of reading a command.
sealed interface Parsed {
    record Understood(Command command) implements Parsed {}

    /// It makes no sense.
    ///
    /// @param id the command's, if that much could be read
    /// @param reason one sentence
    record Refused(Optional<String> id, String reason) implements Parsed {}

    /// Its sender may not have that done, or does not show who he is.
    record Denied(Optional<String> id, String reason) implements Parsed {}
}
