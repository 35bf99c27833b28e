package stanchion.bench.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.release.ReleaseException;
import stanchion.release.keys.Holders;
import stanchion.release.provision.Provisioning;

/// `./run provision`: binds a charger to a maker's root, once.
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        description = {
            "Write the digest of a root into a charger's one-time-programmable memory, once.",
            "",
            "Judges the root as the boot verifier will, shows what is there and what cannot be"
                    + " undone, and asks for the first eight digits of the digest. Then makes the"
                    + " rollback counter, fills an empty device key with random bits, and writes the"
                    + " digest row by row, each read back. A run that was cut short is completed by"
                    + " the next; a charger that is done already is left alone.",
            "",
            "On a CM5 run it before the charger has booted for production: that locks the memory"
                    + " until the next power cycle.",
            "Exits 0 when the charger is provisioned, 1 when not, 2 for a bad option."
        })
public final class ProvisionCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ROOT", description = "The maker's 1.root.json.")
    private Path root = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "DIR",
            description = "The folder that holds the charger's boot.conf.")
    private Path device = Path.of("");

    @Option(
            names = "--confirm",
            paramLabel = "DIGEST8",
            description = "The first eight digits of the digest, for scripts: asks nothing.")
    private Optional<String> confirmed = Optional.empty();

    @Option(names = "--dry-run", description = "Show what would be done; write nothing.")
    private boolean dryRun;

    @Option(
            names = "--owner-password",
            paramLabel = "FILE",
            description = "A file that holds the password of the TPM's owner; a new TPM has none.")
    private Optional<Path> ownerPassword = Optional.empty();

    @Override
    public Integer call() {
        try {
            return provision(
                    Provisioning.of(new Provisioning.Order(root, device, ownerPassword())));
        } catch (ReleaseException refused) {
            System.err.println("provision: " + refused.line());
            return Home.WRONG_INPUT;
        }
    }

    private int provision(Provisioning provisioning) throws ReleaseException {
        provisioning.summary(Holders.beside(root)).forEach(System.out::println);
        if (provisioning.done()) {
            System.out.println("this charger is provisioned already; nothing was written");
            return 0;
        }
        if (dryRun) {
            System.out.println("dry run: nothing was written");
            return 0;
        }
        if (!isConfirmed(provisioning.confirmation())) {
            System.err.println(
                    "provision: these are not the first eight digits of the digest; nothing was"
                            + " written");
            return Home.WRONG_INPUT;
        }
        provisioning.carryOut(System.out::println);
        return 0;
    }

    private boolean isConfirmed(String digits) throws ReleaseException {
        if (confirmed.isPresent()) {
            return confirmed.get().equals(digits);
        }
        System.out.print("Type the first eight digits of the digest to write it for ever: ");
        System.out.flush();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            String line = lines.readLine();
            return line != null && line.replace(" ", "").equals(digits);
        } catch (IOException unreadable) {
            throw new ReleaseException("standard input cannot be read", unreadable);
        }
    }

    private String ownerPassword() throws ReleaseException {
        if (ownerPassword.isEmpty()) {
            return "";
        }
        try {
            return Files.readString(ownerPassword.get()).strip();
        } catch (IOException unreadable) {
            throw new ReleaseException(ownerPassword.get() + ": cannot be read", unreadable);
        }
    }
}
