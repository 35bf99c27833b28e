package stanchion.gateway.identity;

import java.util.Locale;
import java.util.Optional;

/// How a charger keeps its keys, as the boot description says it.
public enum IdentityKind {
    FILE,
    WRAPPED,
    TPM;

    /// The word of the boot description.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<IdentityKind> of(String word) {
        for (IdentityKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
