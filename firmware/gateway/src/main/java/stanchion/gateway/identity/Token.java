package stanchion.gateway.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.InvalidParameterException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import stanchion.gateway.identity.IdentityException.Trouble;

/// The JDK's PKCS#11 provider on the token of a TPM.
final class Token {
    private static final String NAME = "stanchion";

    private Token() {}

    /// The provider, added at the end of the list: at its beginning TLS would send every hash and
    /// every session key through the TPM, and fail.
    static AuthProvider provider(TpmSettings settings) throws IdentityException {
        Provider base = Security.getProvider("SunPKCS11");
        try {
            Provider configured =
                    Optional.ofNullable(Security.getProvider("SunPKCS11-" + NAME))
                            .orElseGet(() -> base.configure(configuration(settings)));
            Security.addProvider(configured);
            return (AuthProvider) configured;
        } catch (InvalidParameterException | ProviderException | UnsupportedOperationException e) {
            throw new IdentityException(
                    Trouble.TPM_GONE,
                    "the TPM cannot be reached ("
                            + settings.tcti()
                            + " by "
                            + settings.library()
                            + "): "
                            + cause(e),
                    e);
        }
    }

    /// Key pairs are made in the TPM for good, and their private half never comes out of it.
    private static String configuration(TpmSettings settings) {
        return """
        --name = %s
        library = %s
        slotListIndex = 0
        attributes(generate,CKO_PRIVATE_KEY,CKK_EC) = {
          CKA_TOKEN = true
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
          CKA_SIGN = true
        }
        attributes(generate,CKO_PUBLIC_KEY,CKK_EC) = {
          CKA_TOKEN = true
          CKA_VERIFY = true
        }
        """
                .formatted(NAME, settings.library());
    }

    static void login(AuthProvider tpm, String pin, Path pinFile) throws IdentityException {
        try {
            tpm.login(null, callbacks -> answer(callbacks, pin));
        } catch (FailedLoginException wrong) {
            throw new IdentityException(
                    Trouble.WRONG_SECRET,
                    "the TPM's token does not take the PIN in " + pinFile,
                    wrong);
        } catch (LoginException | ProviderException failed) {
            throw new IdentityException(
                    Trouble.TPM_GONE, "the TPM lets nobody in: " + cause(failed), failed);
        }
    }

    private static void answer(Callback[] callbacks, String pin)
            throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (!(callback instanceof PasswordCallback password)) {
                throw new UnsupportedCallbackException(callback);
            }
            password.setPassword(pin.toCharArray());
        }
    }

    /// The innermost cause, where PKCS#11 says its code, in one line.
    static String cause(Throwable thrown) {
        Throwable innermost = thrown;
        for (Optional<Throwable> next = Optional.of(thrown);
                next.isPresent();
                next = Optional.ofNullable(innermost.getCause())) {
            innermost = next.get();
        }
        return String.valueOf(innermost.getMessage()).replaceAll("\\s+", " ");
    }
}
