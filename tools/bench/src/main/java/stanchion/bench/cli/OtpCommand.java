package stanchion.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stanchion.powercut.otp.OtpKind;
import stanchion.powercut.otp.OtpMachine;
import stanchion.release.ReleaseException;

/// `./run otp`: the one-time-programmable memory through the kernel's real interfaces.
@Command(
        name = "otp",
        mixinStandardHelpOptions = true,
        description = {
            "Starts an arm64 machine (QEMU) with Debian's kernel and lets it provision its"
                    + " one-time-programmable",
            "memory, boot from it, lock it, and be refused afterwards: through the mailbox of a"
                    + " Raspberry Pi",
            "(/dev/vcio) and through an nvmem device; and an amd64 machine the rollback counter of"
                    + " a TPM (/dev/tpmrm0).",
            "Exits 0 when every step came out as it must, 1 when one did not."
        })
public final class OtpCommand implements Callable<Integer> {
    private static final List<OtpKind> USUAL = List.of(OtpKind.NVMEM, OtpKind.MAILBOX);
    private static final int FAILED = 1;
    private static final int MISSING = 69;

    @Option(
            names = "--through",
            paramLabel = "mailbox|nvmem|tpm",
            description = "Only this interface (default: the first two).")
    private Optional<OtpKind> kind = Optional.empty();

    @Override
    public Integer call() {
        boolean good = true;
        for (OtpKind one : kind.map(List::of).orElse(USUAL)) {
            Optional<String> missing = OtpMachine.missing(one);
            if (missing.isPresent()) {
                System.err.println("otp: " + one + ": " + missing.get());
                return MISSING;
            }
            good &= passes(one);
        }
        return good ? 0 : FAILED;
    }

    private static boolean passes(OtpKind kind) {
        Path vcio = Home.folder().resolve("tools/virtual-board/modules/vcio/vcio.c");
        long start = System.nanoTime();
        try {
            List<String> lines = OtpMachine.run(kind, vcio);
            lines.forEach(System.out::println);
            System.out.printf(Locale.ROOT, "%s: %.0f s%n", kind, (System.nanoTime() - start) / 1e9);
            return lines.contains("OTP end 0")
                    && lines.stream()
                            .allMatch(
                                    line -> line.startsWith("OTP ok") || line.equals("OTP end 0"));
        } catch (IOException | ReleaseException failed) {
            System.err.println("otp: " + kind + ": " + failed.getMessage());
            return false;
        }
    }
}
