package stanchion.powercut;

import java.util.EnumMap;
import java.util.Map;
import stanchion.boot.Decision;
import stanchion.boot.Slot;
import stanchion.update.slot.Installed;
import stanchion.update.slot.Running;

/// What the verifier let run.
final class Booted {
    private final Decision.Boot boot;
    private final Version version;
    private final byte[] key;

    /// @param key of the slot records, as the verifier handed it on
    Booted(Decision.Boot boot, Version version, byte[] key) {
        this.boot = boot;
        this.version = version;
        this.key = key.clone();
    }

    Decision.Boot boot() {
        return boot;
    }

    Version version() {
        return version;
    }

    byte[] key() {
        return key.clone();
    }

    /// What an updater is told of it.
    Running running() {
        Map<Slot, String> refused = new EnumMap<>(Slot.class);
        boot.refused().forEach(one -> refused.put(one.slot(), one.why().cause().name()));
        long epoch = boot.verdict().targets().release().securityEpoch();
        Installed installed =
                new Installed(version.name(), version.number(), version.sha256(), epoch);
        boolean loop = boot.notes().stream().anyMatch(note -> note.startsWith("BOOT_LOOP"));
        return new Running(
                boot.step().slot(),
                installed,
                loop ? Running.Order.BOOT_LOOP : Running.Order.RECORDED,
                refused);
    }
}
