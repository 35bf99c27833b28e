package stanchion.gateway.identity;

import java.io.Serial;

/// The charger's identity cannot be used as it is. The message is one line that names the file or
/// device and the way out.
public final class IdentityException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    /// What is wrong.
    public enum Trouble {
        /// A file is missing, torn or of another format.
        UNREADABLE,
        /// A secret can be read by others than its owner.
        EXPOSED,
        /// The key store, the wrapping or the TPM does not take the password, key or PIN.
        WRONG_SECRET,
        /// The TPM, or the library that speaks to it, cannot be reached.
        TPM_GONE,
        /// There is a certificate, but its key is not here.
        NO_KEY,
        /// There is a key, but no certificate that names it.
        NO_CERTIFICATE,
        /// The certificate belongs to another key.
        OTHER_KEY,
        /// The certificate's common name is no device id.
        NO_DEVICE,
        /// There is no private CA to believe.
        NO_AUTHORITY,
        /// What was made or received cannot be stored.
        NOT_STORED
    }

    private final Trouble trouble;

    IdentityException(Trouble trouble, String message) {
        super(message);
        this.trouble = trouble;
    }

    IdentityException(Trouble trouble, String message, Throwable cause) {
        super(message, cause);
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }
}
