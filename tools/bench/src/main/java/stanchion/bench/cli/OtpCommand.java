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
            "(/dev/vcio) and through an nvmem device.",
            "Exits 0 when every step came out as it must, 1 when one did not."
        })
public final class OtpCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int MISSING = 69;

    @Option(
            names = "--through",
            paramLabel = "mailbox|nvmem",
            description = "Only this interface (default: both).")
    private Optional<OtpKind> kind = Optional.empty();

    @Override
    public Integer call() {
        Optional<String> missing = OtpMachine.missing();
        if (missing.isPresent()) {
            System.err.println("otp: " + missing.get());
            return MISSING;
        }
        boolean good = true;
        for (OtpKind one : kind.map(List::of).orElse(List.of(OtpKind.values()))) {
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
                    && lines.stream().noneMatch(line -> line.startsWith("OTP bad"));
        } catch (IOException | ReleaseException failed) {
            System.err.println("otp: " + kind + ": " + failed.getMessage());
            return false;
        }
    }
}
