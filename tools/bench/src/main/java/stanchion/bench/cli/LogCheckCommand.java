package stanchion.bench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.gateway.identity.LogSeal;
import stanchion.gateway.security.LogVerifier;
import stanchion.gateway.security.LogVerifier.Verdict;
import stanchion.gateway.security.Seal;

/// `./run log-check FILE`: whether a charger's security log is as it was written.
///
/// For its owner, who has the lines from `cmd/history`, for its maker, who has them from the topic
/// `log`, and for who has the charger's disk before him.
@Command(
        name = "log-check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Holds an exported security log against itself: a record altered, removed, moved or put in shows.",
            "FILE has a record a line, oldest first; of a folder security-log its files are read in order.",
            "Exits 0 when the log is sound, 1 when it is not, 2 when it cannot be read."
        })
public final class LogCheckCommand implements Callable<Integer> {
    private static final int BROKEN = 1;
    private static final int UNREADABLE = 2;

    /// A log of a charger has 16,384 records of at most 12 KiB, and most of them a few hundred
    /// bytes.
    static final long MOST_BYTES = 256L << 20;

    @Parameters(paramLabel = "FILE", description = "The exported lines, or the folder.")
    private Path file = Path.of("");

    @Option(
            names = "--authority",
            paramLabel = "PEM",
            description =
                    "Certificates of the private CA that the charger's lead to. Without it no signature is"
                            + " judged, and whoever wrote the whole log anew is not found.")
    private Optional<Path> authority = Optional.empty();

    @Override
    public Integer call() {
        try {
            return judged(LogVerifier.verify(lines(), signatures()));
        } catch (IOException | CertificateException unreadable) {
            System.err.println("log-check: " + unreadable.getMessage());
            return UNREADABLE;
        }
    }

    private int judged(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Broken(long number, String why) -> {
                System.out.println("broken at record " + number + ": " + why);
                yield BROKEN;
            }
            case Verdict.Sound(String log, long first, long last, long signed) -> {
                System.out.printf(
                        "sound: log %s, %d records, %d to %d%n",
                        log, last - first + 1, first, last);
                System.out.println(covered(last, signed));
                yield 0;
            }
        };
    }

    private String covered(long last, long signed) {
        if (authority.isEmpty()) {
            return "no signature was judged; name the charger's CA by --authority";
        }
        if (signed == 0) {
            return "no signature covers it: anybody can have written it";
        }
        return signed == last
                ? "signed by the charger to its end"
                : "signed by the charger up to %d; what came behind could have been cut off or altered"
                        .formatted(signed);
    }

    private BiPredicate<String, Seal.Checkpoint> signatures()
            throws IOException, CertificateException {
        if (authority.isEmpty()) {
            return (jws, checkpoint) -> true;
        }
        Set<X509Certificate> authorities = certificates(authority.get());
        return (jws, checkpoint) -> LogSeal.verify(jws, checkpoint, authorities);
    }

    private static Set<X509Certificate> certificates(Path pem)
            throws IOException, CertificateException {
        try (var bytes = new ByteArrayInputStream(read(pem).getBytes(UTF_8))) {
            Set<X509Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
                            .map(X509Certificate.class::cast)
                            .collect(Collectors.toSet());
            if (found.isEmpty()) {
                throw new CertificateException(pem + ": holds no certificate");
            }
            return found;
        } catch (CertificateException garbled) {
            throw new CertificateException(pem + ": holds no certificate", garbled);
        }
    }

    private List<String> lines() throws IOException {
        if (!Files.isDirectory(file)) {
            return read(file).lines().toList();
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(file)) {
            files = all.filter(one -> one.toString().endsWith(".log")).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException(file + ": a folder without a log; its files are named *.log");
        }
        List<String> lines = new ArrayList<>();
        for (Path one : files) {
            lines.addAll(read(one).lines().toList());
        }
        return lines;
    }

    private static String read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": no such file");
        }
        if (Files.size(path) > MOST_BYTES) {
            throw new IOException(path + ": more than " + MOST_BYTES + " bytes, no charger's log");
        }
        return new String(Files.readAllBytes(path), UTF_8);
    }
}
