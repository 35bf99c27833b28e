package stanchion.gateway.api;

import java.util.Optional;

/// What stands on a charger, whatever its board and version.
///
/// @param device its id
/// @param maker empty on a bench, where nobody made it
public record Nameplate(String device, Optional<Maker> maker) {}
