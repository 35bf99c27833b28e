package stanchion.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import stanchion.board.Calibration.Channel;
import stanchion.board.Calibration.Transformer;
import stanchion.board.Calibration.Trim;
import stanchion.board.Entries.Range;
import stanchion.board.Entries.Shape;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.BoardProfile;

/// A device's calibration record: lines like a description's, and last of all a signature by the
/// device's own key (P-256, ECDSA with SHA-256) over every byte before it.
///
/// It stands in the charger's state folder beside [#KEY], the public key it is checked with. A
/// record that was altered, torn, made for another board or by another device refuses the start: a
/// charger that measured wrong would bill and protect wrong.
public final class CalibrationFile {
    /// The record's name in the charger's state folder.
    public static final String RECORD = "calibration";

    /// The device's public key beside it: X.509, in one line of Base64.
    public static final String KEY = "device.pub";

    private static final int MAX_BYTES = 16_384;
    private static final String SIGNATURE = "signature = ";
    private static final String ALGORITHM = "SHA256withECDSA";

    /// Parts that are farther off are broken, not out of trim.
    private static final Range GAIN = new Range(0.9, 1.1, "");

    /// Of a converter's whole range: what is farther off is broken, too.
    public static final double MOST_ZERO_SHIFT = 0.01;

    /// Of a record; the first knew no zeros.
    private static final int VERSION = 2;

    /// At 50 Hz 200 µs are 3.6°; class 0.5 needs it within 8 µs.
    private static final Range LAG_MICROS = new Range(-200, 200, "us");

    private static final Shape MADE =
            Shape.of("[0-9TZ:.-]{16,32}", "a time like 2026-01-31T12:00:00Z");

    /// What came of looking for a record.
    public sealed interface Result {}

    /// There is none: the description's own figures hold.
    public record Absent() implements Result {}

    /// Here it is, whole and signed by this device.
    public record Calibrated(Calibration calibration) implements Result {}

    /// There is one that must not be used.
    public record Refused(Path file, String reason) implements Result {
        /// One line for a person, with the way out.
        public String message() {
            return file
                    + ": "
                    + reason
                    + "; calibrate again (./run bring-up), or remove it to use the description's"
                    + " own figures";
        }
    }

    private CalibrationFile() {}

    /// Reads the record of a charger's state folder.
    ///
    /// @param profile what the description says
    public static Result read(Path state, BoardProfile profile) {
        Path file = state.resolve(RECORD);
        if (!Files.exists(file)) {
            return new Absent();
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                return new Refused(file, "is longer than " + MAX_BYTES + " bytes");
            }
            return read(file, Files.readString(file), key(state.resolve(KEY)), profile);
        } catch (IOException e) {
            return new Refused(file, "cannot be read: " + e.getMessage());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return new Refused(file, state.resolve(KEY) + " is no public key");
        }
    }

    private static Result read(Path file, String text, PublicKey key, BoardProfile profile)
            throws GeneralSecurityException {
        int at = text.lastIndexOf(SIGNATURE);
        if (at < 0 || !isSigned(text.substring(0, at), text.substring(at), key)) {
            return new Refused(file, "was altered, or signed by another device");
        }
        try {
            return calibration(file, new Entries(text.substring(0, at)), profile);
        } catch (BadLineException e) {
            return new Refused(file, "line " + e.line + ": " + e.reason);
        }
    }

    private static boolean isSigned(String text, String line, PublicKey key)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initVerify(key);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        try {
            return signature.verify(
                    Base64.getDecoder().decode(line.substring(SIGNATURE.length()).strip()));
        } catch (java.security.SignatureException | IllegalArgumentException torn) {
            return false;
        }
    }

    private static PublicKey key(Path file) throws IOException, GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(Files.readString(file).strip());
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static Result calibration(Path file, Entries from, BoardProfile profile)
            throws BadLineException {
        int version = from.whole("calibration", new Range(1, VERSION, ""));
        String board = from.word("board");
        from.name("made", MADE);
        int count = from.whole("phases", Ranges.PHASES);
        List<PhaseChannels> described = profile.analog().phases();
        if (!board.equals(profile.name()) || count != described.size()) {
            return new Refused(
                    file, "was made for the board %s with %d phases".formatted(board, count));
        }
        List<Trim> trims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trims.add(trim("l" + (i + 1), new Versioned(from, version), described.get(i)));
        }
        from.requireAllTaken();
        return new Calibrated(new Calibration(board, trims));
    }

    private record Versioned(Entries from, int version) {}

    private static Trim trim(String phase, Versioned record, PhaseChannels described)
            throws BadLineException {
        double lagMicros = record.from.number(phase + "-lag-shift", LAG_MICROS);
        return new Trim(
                channel(phase + "-volts", record, described.volts()),
                channel(phase + "-amps", record, described.amps()),
                record.from.constant(phase + "-transformer", Transformer.values()),
                Duration.ofNanos(Math.round(lagMicros * 1_000)));
    }

    private static Channel channel(String name, Versioned record, AdcScale described)
            throws BadLineException {
        double gain = record.from.number(name + "-gain", GAIN);
        if (record.version < VERSION) {
            return new Channel(gain, 0);
        }
        double most = mostZeroShift(described);
        return new Channel(
                gain, record.from.number(name + "-zero", new Range(-most, most, "code")));
    }

    /// The greatest shift of a converter's zero that a record may hold, in codes.
    public static double mostZeroShift(AdcScale described) {
        return Math.rint(
                MOST_ZERO_SHIFT * ((double) described.highestCode() - described.lowestCode()));
    }

    /// Writes the record and the key's public half, each whole or not at all.
    ///
    /// @throws IOException when a file cannot be written, or another device's key stands there
    public static void write(Path state, Calibration calibration, PrivateKey secret, PublicKey key)
            throws IOException, GeneralSecurityException {
        String shown = Base64.getEncoder().encodeToString(key.getEncoded()) + "\n";
        Path keyFile = state.resolve(KEY);
        if (Files.exists(keyFile) && !Files.readString(keyFile).equals(shown)) {
            throw new IOException(keyFile + " is another device's key");
        }
        String text = text(calibration);
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(secret);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        String signed = Base64.getEncoder().encodeToString(signature.sign());
        replace(keyFile, shown);
        replace(state.resolve(RECORD), text + SIGNATURE + signed + "\n");
    }

    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(Calibration calibration) {
        StringBuilder text = new StringBuilder();
        text.append("# measured at bring-up; any change breaks the signature\n");
        text.append("calibration = ").append(VERSION);
        text.append("\nboard = ").append(calibration.board());
        text.append("\nmade = ").append(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        text.append("\nphases = ").append(calibration.phases().size()).append('\n');
        for (int i = 0; i < calibration.phases().size(); i++) {
            text.append(text("l" + (i + 1), calibration.phases().get(i)));
        }
        return text.toString();
    }

    private static String text(String phase, Trim trim) {
        return text(phase + "-volts", trim.volts())
                + text(phase + "-amps", trim.amps())
                + "%s-transformer = %s\n"
                        .formatted(phase, trim.transformer().name().toLowerCase(Locale.ROOT))
                + String.format(
                        Locale.ROOT,
                        "%s-lag-shift = %.3f us\n",
                        phase,
                        trim.lagShift().toNanos() / 1e3);
    }

    private static String text(String channel, Channel trim) {
        return String.format(
                Locale.ROOT,
                "%1$s-gain = %2$.6f\n%1$s-zero = %3$.3f code\n",
                channel,
                trim.gain(),
                trim.zeroShift());
    }
}
