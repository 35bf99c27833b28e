package stanchion.gateway.command;

import java.security.interfaces.ECPublicKey;

/// Who signed a command.
///
/// @param key P-256
public record Signer(Role role, ECPublicKey key) {}
