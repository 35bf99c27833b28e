package stanchion.release;

import java.util.List;
import stanchion.release.jar.JarRules;

/// How a built jar becomes one of a slot.
public enum JarIntake {
    /// Attributes and entries that change what is loaded are resolved or left out.
    RESOLVE,
    /// They refuse the jar.
    STRICT;

    /// The canonical form of a jar, itself held to the rules.
    ///
    /// @param name of the jar, for messages
    /// @param without prefixes of entries to leave out
    public byte[] take(String name, byte[] jar, List<String> without) throws ReleaseException {
        if (this == STRICT) {
            JarRules.check(name, jar);
        }
        byte[] canonical = CanonicalJar.of(name, jar, without);
        JarRules.check(name, canonical);
        return canonical;
    }
}
