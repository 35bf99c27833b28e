package stanchion.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// What is fuzzed: a reader of bytes that an attacker may have written.
enum FuzzTarget {
    METADATA(FuzzMetadata.class),
    ROOTS(FuzzRoots.class),
    SLOT(FuzzSlot.class),
    BOOT_CONF(FuzzBootConf.class),
    RECORDS(FuzzRecords.class);

    private final Class<?> type;

    FuzzTarget(Class<?> type) {
        this.type = type;
    }

    /// Its name on a command line.
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The class with the method that the fuzzer calls.
    Class<?> type() {
        return type;
    }

    /// @throws AssertionError when the reader accepts what it must not
    boolean accepts(byte[] input) {
        return switch (this) {
            case METADATA -> FuzzMetadata.accepts(input);
            case ROOTS -> FuzzRoots.accepts(input);
            case SLOT -> FuzzSlot.accepts(input);
            case BOOT_CONF -> FuzzBootConf.accepts(input);
            case RECORDS -> FuzzRecords.accepts(input);
        };
    }

    /// Name of the resource with the inputs that earlier runs found worth keeping, one a line.
    String corpusName() {
        return text() + ".corpus";
    }

    List<byte[]> corpus() {
        try (InputStream in = FuzzTarget.class.getResourceAsStream(corpusName())) {
            return in == null ? List.of() : unpack(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<byte[]> unpack(byte[] lines) {
        List<byte[]> inputs = new ArrayList<>();
        for (String line : new String(lines, StandardCharsets.US_ASCII).lines().toList()) {
            inputs.add(Base64.getDecoder().decode(line));
        }
        return inputs;
    }
}
