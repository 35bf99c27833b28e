package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stanchion.gateway.identity.IdentityException.Trouble;

/// Where the TPM is: `tpm.env` in the identity folder, in the form of an environment file of
/// systemd, because tpm2-pkcs11 takes its settings from the environment of its process:
///
/// ```text
/// STANCHION_PKCS11_LIBRARY=/usr/lib/x86_64-linux-gnu/pkcs11/libtpm2_pkcs11.so
/// TPM2_PKCS11_STORE=/var/lib/stanchion/identity/store
/// TPM2_PKCS11_TCTI=device:/dev/tpmrm0
/// ```
///
/// The gateway's unit names this file, and the gateway sees whether it really was started with it.
///
/// @param library of PKCS#11
/// @param store folder in which the library keeps the keys, encrypted by the TPM
/// @param tcti how the library reaches the TPM
record TpmSettings(String library, String store, String tcti) {
    static final String FILE = "tpm.env";
    static final String STORE = "TPM2_PKCS11_STORE";
    static final String TCTI = "TPM2_PKCS11_TCTI";
    private static final String LIBRARY = "STANCHION_PKCS11_LIBRARY";
    private static final List<String> NAMES = List.of(LIBRARY, STORE, TCTI);
    private static final int LARGEST = 4096;

    static TpmSettings read(Path folder) throws IdentityException {
        Path file = folder.resolve(FILE);
        try {
            Map<String, String> read = lines(file);
            return new TpmSettings(
                    value(read, LIBRARY, file), value(read, STORE, file), value(read, TCTI, file));
        } catch (IOException unreadable) {
            throw new IdentityException(
                    Trouble.UNREADABLE, "cannot read " + file + ": " + unreadable, unreadable);
        }
    }

    private static Map<String, String> lines(Path file) throws IOException, IdentityException {
        Map<String, String> values = new LinkedHashMap<>();
        int number = 0;
        for (String line : new String(Secret.bounded(file, LARGEST), UTF_8).lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String name = equals < 0 ? line : line.substring(0, equals);
            if (equals < 0
                    || !NAMES.contains(name)
                    || values.put(name, line.substring(equals + 1)) != null) {
                throw new IdentityException(
                        Trouble.UNREADABLE,
                        file + " line " + number + ": not one of " + NAMES + ", each once");
            }
        }
        return values;
    }

    private static String value(Map<String, String> read, String name, Path file)
            throws IdentityException {
        return Optional.ofNullable(read.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() ->
                        new IdentityException(Trouble.UNREADABLE, file + " does not set " + name));
    }

    /// Complains when this process was started without the settings.
    void requireEnvironment() throws IdentityException {
        require(STORE, store);
        require(TCTI, tcti);
    }

    private static void require(String name, String wanted) throws IdentityException {
        String present = Optional.ofNullable(System.getenv(name)).orElse("(nothing)");
        if (!present.equals(wanted)) {
            throw new IdentityException(
                    Trouble.TPM_GONE,
                    "start the gateway with "
                            + name
                            + "="
                            + wanted
                            + " as "
                            + FILE
                            + " says, not with "
                            + present);
        }
    }
}
