package stanchion.update.tuf;

/// Leave for another role to name some files.
///
/// @param authority who must sign that role
/// @param scope which files it may name
/// @param end whether others are asked after it
public record Delegation(String role, Authority authority, Scope scope, End end) {
    /// What happens when the role does not name a file within its scope.
    public enum End {
        /// The next delegation is asked.
        OPEN,
        /// Nobody else is.
        TERMINATING
    }
}
