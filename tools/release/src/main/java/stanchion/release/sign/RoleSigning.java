package stanchion.release.sign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import stanchion.boot.Json;
import stanchion.release.RawSigner;
import stanchion.release.ReleaseException;
import stanchion.release.Signer;
import stanchion.release.SigningKey;
import stanchion.release.keys.HeldKey;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.Passphrases;

/// Signs for a role with all of its keys that are here, or not at all.
///
/// Keys stay open once they were asked for, so that a server is started with its passphrases once.
final class RoleSigning {
    private final KeySet keys;
    private final Passphrases passphrases;
    private final SlotSigning.Randomness randomness;
    private final Map<String, List<RawSigner>> opened = new TreeMap<>();

    RoleSigning(KeySet keys, Passphrases passphrases, SlotSigning.Randomness randomness) {
        this.keys = keys;
        this.passphrases = passphrases;
        this.randomness = randomness;
    }

    KeySet keys() {
        return keys;
    }

    /// Signs.
    ///
    /// @throws ReleaseException when fewer keys are here than the role's threshold
    byte[] sign(Json content, String role) throws ReleaseException {
        return Signer.sign(content, signers(role));
    }

    /// Ids of the role's keys that sign here.
    Set<String> ids(String role) throws ReleaseException {
        return signers(role).stream().map(one -> one.key().id()).collect(Collectors.toSet());
    }

    private List<RawSigner> signers(String role) throws ReleaseException {
        List<RawSigner> ready = opened.get(role);
        if (ready == null) {
            ready = open(role);
            opened.put(role, ready);
        }
        return ready;
    }

    private List<RawSigner> open(String role) throws ReleaseException {
        List<RawSigner> signers = new ArrayList<>();
        for (RawSigner signer : keys.signers(role, passphrases)) {
            boolean repeat = randomness == SlotSigning.Randomness.NONE;
            signers.add(repeat && signer instanceof SigningKey key ? key.repeatable() : signer);
        }
        int threshold = role.equals(KeySet.ASSIGNMENT) ? 1 : keys.root().role(role).threshold();
        if (signers.size() < threshold) {
            throw new ReleaseException(
                    role
                            + " needs "
                            + threshold
                            + (threshold == 1 ? " signature" : " signatures")
                            + ", but only "
                            + signers.size()
                            + " of its keys are here; bring "
                            + String.join(
                                    ", ", keys.role(role).stream().map(HeldKey::name).toList()));
        }
        return signers;
    }
}
