package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.release.ReleaseException;
import stanchion.release.provision.SoftTpm;

/// A TPM 2.0 in software, new from the factory, for one case.
final class CaseTpm {
    private final SoftTpm tpm;

    private CaseTpm(SoftTpm tpm) {
        this.tpm = tpm;
    }

    /// @throws NotHere when swtpm is missing
    static CaseTpm start(Charger charger) throws ReleaseException, IOException, NotHere {
        Optional<String> missing = SoftTpm.missing();
        if (missing.isPresent()) {
            throw new NotHere(missing.get());
        }
        SoftTpm tpm = SoftTpm.start(Folders.create(charger.work().resolve("tpm")));
        charger.afterwards(c -> tpm.close());
        return new CaseTpm(tpm);
    }

    Path socket() {
        return tpm.socket();
    }

    /// Makes it the charger's counter.
    void use(Charger charger, int index) throws IOException {
        charger.describe("counter", "tpm " + socket() + " 0x0" + Integer.toHexString(index));
    }

    /// Runs one of tpm2-tools on it.
    ///
    /// @throws NotHere when it or socat is missing
    void tool(Charger charger, String... words) throws IOException, InterruptedException, NotHere {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(1, List.of("-T", "cmd:socat - UNIX-CONNECT:" + socket()));
        int status;
        try {
            status = Evil.run(charger, command);
        } catch (IOException missing) {
            throw new NotHere("tpm2-tools are missing: apt install tpm2-tools socat");
        }
        if (status != 0) {
            throw new IOException(Files.readString(charger.work().resolve("evil.log")));
        }
    }

    /// Cuts its power.
    void stop() {
        tpm.close();
    }
}
