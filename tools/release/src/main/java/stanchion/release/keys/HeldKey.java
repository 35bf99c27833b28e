package stanchion.release.keys;

import stanchion.boot.Key;

/// A key of a role, and who has it.
///
/// @param name in the set, for example `root-ed25519-1`
/// @param role for which it signs
/// @param key the public half
/// @param holder a person's name; empty when nobody was named
/// @param home where the private half is
public record HeldKey(String name, String role, Key key, String holder, Home home) {
    /// The holder, or a line to write one on.
    public String holderOrLine() {
        return holder.isEmpty() ? "____________________" : holder;
    }
}
