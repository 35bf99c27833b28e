package stanchion.boot;

/// A metadata file of any role, as the update client opens it: by the code that decides at boot.
///
/// The order is the reader's duty: first [#require] of whoever must have signed, then [#signed],
/// then [#requireNoOthers]. A root asks its own keys between the last two.
public final class SignedFile {
    private final Envelope envelope;
    private final Signatures signatures;

    private SignedFile(Envelope envelope) {
        this.envelope = envelope;
        this.signatures = new Signatures(envelope);
    }

    /// Opens a file; nothing in it is believed yet.
    ///
    /// @throws Refused with `METADATA_ENVELOPE`
    public static SignedFile open(byte[] file) throws Refused {
        return new SignedFile(Envelope.open(file));
    }

    /// Refuses when fewer of the role's keys have signed than its threshold.
    ///
    /// @throws Refused with `SIGNATURE_THRESHOLD` or `SIGNATURE_INVALID`
    public void require(Role role) throws Refused {
        signatures.require(role);
    }

    /// Refuses when a signature belongs to none of the roles required so far.
    ///
    /// @throws Refused with `SIGNATURE_UNKNOWN_KEY`
    public void requireNoOthers() throws Refused {
        signatures.requireNoOthers();
    }

    /// The signed part, read strictly.
    ///
    /// @throws Refused with `METADATA_SYNTAX` or `METADATA_NOT_CANONICAL`
    public Json signed() throws Refused {
        return envelope.signed();
    }
}
