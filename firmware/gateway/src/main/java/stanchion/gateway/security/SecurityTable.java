package stanchion.gateway.security;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import stanchion.gateway.security.SecurityEvent.Kind;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;

/// Which of all that happens concerns the charger's security, and as what (SI 2021/1467, schedule
/// 1, paragraph 10).
///
/// Charger and gateway say what happened as events, by name. A name that stands here stands in the
/// security log before anybody hears of it: who notices something new adds its name here, or its
/// fault to [FaultSet#TAMPERING].
public final class SecurityTable {
    private static final Set<String> SIGNS_OF_TAMPERING =
            FaultSet.TAMPERING.asSet().stream()
                    .map(Fault::name)
                    .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, Kind> KINDS =
            Map.ofEntries(
                    Map.entry("STARTED", Kind.STARTED),
                    Map.entry("GATEWAY_STARTED", Kind.STARTED),
                    Map.entry("TAMPER_LATCH_TRIPPED", Kind.TAMPER_ATTEMPT),
                    Map.entry("LINK_ABUSED", Kind.ACCESS_REFUSED),
                    Map.entry("COMMAND_DENIED", Kind.ACCESS_REFUSED),
                    Map.entry("SETUP_CODE_REFUSED", Kind.ACCESS_REFUSED),
                    Map.entry("COMMAND_NOT_UNDERSTOOD", Kind.COMMAND_REFUSED),
                    Map.entry("COMMAND_REFUSED", Kind.COMMAND_REFUSED),
                    Map.entry("SIGNED_COMMAND_ACCEPTED", Kind.COMMAND_ACCEPTED),
                    Map.entry("OWNER_BOUND", Kind.OWNER_CHANGED),
                    Map.entry("OWNER_RELEASED", Kind.OWNER_CHANGED),
                    Map.entry("OWNER_UNKNOWN", Kind.OWNER_CHANGED),
                    Map.entry("PERSONAL_DATA_DELETED", Kind.DATA_DELETED),
                    Map.entry("IDENTITY_ENROLLED", Kind.CERTIFICATE_CHANGED),
                    Map.entry("IDENTITY_REFUSED", Kind.CERTIFICATE_REFUSED),
                    Map.entry("BOOT_VERDICT", Kind.BOOT_VERDICT),
                    Map.entry("CLOCK_KNOWN", Kind.CLOCK_KNOWN),
                    Map.entry("CLOCK_STEPPED", Kind.CLOCK_STEPPED));

    private SecurityTable() {}

    /// What the log says of an event; empty when it is of no concern.
    public static Optional<SecurityEvent> of(String name, String detail) {
        return kind(name, detail)
                .map(kind ->
                        new SecurityEvent(kind, detail.isEmpty() ? name : name + ": " + detail));
    }

    private static Optional<Kind> kind(String name, String detail) {
        if (name.startsWith("UPDATE_")) {
            return Optional.of(name.endsWith("REFUSED") ? Kind.UPDATE_REFUSED : Kind.UPDATE);
        }
        if (name.equals("FAULT_RAISED")) {
            String fault = detail.contains(" ") ? detail.substring(0, detail.indexOf(' ')) : detail;
            return SIGNS_OF_TAMPERING.contains(fault)
                    ? Optional.of(Kind.TAMPER_ATTEMPT)
                    : Optional.empty();
        }
        return Optional.ofNullable(KINDS.get(name));
    }
}
