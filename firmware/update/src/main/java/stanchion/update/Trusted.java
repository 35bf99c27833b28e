package stanchion.update;

import stanchion.boot.Root;

/// What a charger believes after a refresh.
///
/// @param root the newest, which may not be the one it boots under yet
/// @param releases every version that may be assigned
/// @param assignment who gets what
public record Trusted(Root root, Releases releases, Assignment assignment) {}
