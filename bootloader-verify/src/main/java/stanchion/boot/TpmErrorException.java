package stanchion.boot;

import java.io.IOException;

/// A TPM answered a command with an error code (TPM 2.0 Library, Part 2, "TPM_RC").
final class TpmErrorException extends IOException {
    private static final long serialVersionUID = 1;

    /// TPM_RC_HANDLE of the first handle: nothing is defined under that number.
    private static final int NOT_DEFINED = 0x18B;

    /// TPM_RC_BAD_AUTH of the first session.
    private static final int WRONG_PASSWORD = 0x9A2;

    /// TPM_RC_LOCKOUT: too many wrong passwords.
    private static final int LOCKED_OUT = 0x921;

    private final int code;

    TpmErrorException(int code) {
        super(text(code));
        this.code = code;
    }

    boolean notDefined() {
        return code == NOT_DEFINED;
    }

    private static String text(int code) {
        return switch (code) {
            case NOT_DEFINED -> "the TPM has no such NV index";
            case WRONG_PASSWORD -> "the TPM wants another password";
            case LOCKED_OUT -> "the TPM is locked after wrong passwords";
            default -> "the TPM answered 0x" + Integer.toHexString(code);
        };
    }
}
