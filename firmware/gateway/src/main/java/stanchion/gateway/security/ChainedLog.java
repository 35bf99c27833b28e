package stanchion.gateway.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tinylog.Logger;
import stanchion.gateway.history.Page;
import stanchion.gateway.security.LogVerifier.Verdict;
import stanchion.gateway.security.SecurityEvent.Kind;
import stanchion.gateway.store.StoreException;
import stanchion.gateway.time.RateLimit;
import stanchion.units.Uptime;

/// The log on the disk: records chained by their hashes, now and then signed, in files of
/// [Segments#LONGEST] records of which the oldest goes when there are too many.
///
/// ```text
/// record ─► line with the hash of the line before ─► synced ─► exported ─► (oldest file deleted)
///             └─ every so often a CHECKPOINT: the device's signature over all before
/// ```
///
/// Thread-safe.
public final class ChainedLog implements SecurityLog {
    /// Files kept: 16,384 records.
    static final int MOST_SEGMENTS = 64;

    /// Records between two signatures, and the longest time that one waits for its signature.
    static final int SIGNED_EVERY = 64;

    static final Duration SIGNED_AFTER = Duration.ofMinutes(10);

    /// Events of a kind at once, and then one in so long: whoever floods the log with one kind
    /// hides no other, and needs eleven days to push out what he did before.
    static final int BURST = 64;

    static final Duration INTERVAL = Duration.ofMinutes(1);

    /// Where it is written.
    ///
    /// @param machine which start of the machine this is
    /// @param now the monotonic clock
    /// @param utc when a moment was; empty while that is not known
    /// @param segments files kept
    public record Setting(
            String machine,
            Supplier<Uptime> now,
            Function<Uptime, Optional<Instant>> utc,
            Seal seal,
            int segments) {
        /// As on a charger.
        public Setting(
                String machine,
                Supplier<Uptime> now,
                Function<Uptime, Optional<Instant>> utc,
                Seal seal) {
            this(machine, now, utc, seal, MOST_SEGMENTS);
        }
    }

    private final Segments segments;
    private final Setting setting;
    private final Map<Kind, RateLimit> rates = new EnumMap<>(Kind.class);
    private final List<Long> firsts = new ArrayList<>();
    private String log = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    private long last;
    private String hash = LogRecord.NOTHING_BEFORE;
    private long unsigned;
    private Uptime unsignedSince;
    private long exported;
    private long suppressed;

    private ChainedLog(Path folder, Setting setting) {
        this.segments = new Segments(folder);
        this.setting = setting;
        this.unsignedSince = setting.now().get();
    }

    /// Opens or begins the log in a folder, and looks whether it is as it was left.
    ///
    /// @throws StoreException when the folder cannot be read or written
    public static ChainedLog open(Path folder, Setting setting) throws StoreException {
        ChainedLog opened = new ChainedLog(folder, setting);
        try {
            Files.createDirectories(folder);
            opened.read();
            return opened;
        } catch (IOException failed) {
            throw new StoreException(
                    "cannot open the security log " + folder + ": " + failed.getMessage(), failed);
        }
    }

    private void read() throws IOException {
        firsts.addAll(segments.firsts());
        if (firsts.isEmpty()) {
            return;
        }
        boolean torn = segments.trim(firsts.getLast());
        List<String> lines = segments.all();
        Verdict verdict = LogVerifier.verify(lines, (jws, checkpoint) -> true);
        goOnBehind(lines);
        if (verdict instanceof Verdict.Broken(long number, String why)) {
            write(new SecurityEvent(Kind.LOG_DAMAGED, "record " + number + ": " + why));
        } else if (torn) {
            write(new SecurityEvent(Kind.LOG_DAMAGED, "the last line was not written whole"));
        }
    }

    /// A log of which not even the last line can be read goes on as another one.
    private void goOnBehind(List<String> lines) throws IOException {
        Optional<LogRecord> end =
                lines.isEmpty() ? Optional.empty() : LogRecord.read(lines.getLast());
        if (end.isPresent()) {
            log = end.get().log();
            last = end.get().number();
            hash = end.get().hash();
        } else {
            last = firsts.getLast() + Math.max(1, lines.size());
            firsts.add(last + 1);
        }
    }

    @Override
    public synchronized void record(SecurityEvent event) {
        Uptime now = setting.now().get();
        RateLimit rate =
                rates.computeIfAbsent(event.kind(), kind -> new RateLimit(BURST, INTERVAL, now));
        if (!rate.allows(now)) {
            suppressed++;
            return;
        }
        try {
            if (suppressed > 0) {
                long count = suppressed;
                suppressed = 0;
                write(new SecurityEvent(Kind.EVENTS_SUPPRESSED, count + " events"));
            }
            write(new SecurityEvent(event.kind(), shortened(event.detail())));
            if (unsigned >= SIGNED_EVERY) {
                sign();
            }
        } catch (IOException failed) {
            suppressed++;
            Logger.error("the security log cannot be written: {}", failed.getMessage());
        }
    }

    /// Signs what has waited for it; to be called now and then.
    public synchronized void tick() {
        if (unsigned > 0 && setting.now().get().isPast(SIGNED_AFTER, unsignedSince)) {
            seal();
        }
    }

    /// Signs everything that is there.
    public synchronized void seal() {
        try {
            if (unsigned > 0) {
                sign();
            }
        } catch (IOException failed) {
            Logger.error("the security log cannot be signed: {}", failed.getMessage());
        }
    }

    private void sign() throws IOException {
        LogRecord bare = next(new SecurityEvent(Kind.CHECKPOINT, ""));
        Optional<String> jws = setting.seal().sign(bare.checkpoint());
        unsigned = 0;
        if (jws.isPresent()) {
            append(bare.with(new SecurityEvent(Kind.CHECKPOINT, jws.get())));
            unsigned = 0;
        }
    }

    private LogRecord next(SecurityEvent event) {
        Uptime now = setting.now().get();
        return new LogRecord(
                log,
                last + 1,
                event,
                setting.machine(),
                now.nanos() / 1_000_000,
                setting.utc().apply(now),
                hash);
    }

    private void write(SecurityEvent event) throws IOException {
        append(next(event));
    }

    private void append(LogRecord record) throws IOException {
        if (firsts.isEmpty() || last + 1 - firsts.getLast() >= Segments.LONGEST) {
            firsts.add(last + 1);
        }
        segments.append(firsts.getLast(), record.line());
        last++;
        hash = record.hash();
        unsignedSince = unsigned == 0 ? setting.now().get() : unsignedSince;
        unsigned++;
        if (firsts.size() > setting.segments()) {
            drop();
        }
    }

    /// The oldest file goes; that it goes, and whether anybody has its records, is said first.
    private void drop() throws IOException {
        long first = firsts.removeFirst();
        long until = firsts.getFirst() - 1;
        String whether = until <= exported ? "exported" : "not exported";
        write(
                new SecurityEvent(
                        Kind.RECORDS_DROPPED, "records 1 to " + until + " are gone, " + whether));
        segments.delete(first);
    }

    /// Somebody else has seen this record: if the log ends before it, its end was cut off, and it
    /// goes on behind what was lost.
    public synchronized void witnessed(long number) {
        if (number <= last) {
            return;
        }
        String lost = "records " + (last + 1) + " to " + number + " were cut off";
        last = number;
        firsts.add(number + 1);
        try {
            write(new SecurityEvent(Kind.LOG_DAMAGED, lost));
        } catch (IOException failed) {
            Logger.error("the security log cannot be written: {}", failed.getMessage());
        }
    }

    /// The broker has everything up to this record.
    public synchronized void exported(long number) {
        exported = Math.max(exported, number);
    }

    /// Tells this log from any other.
    public synchronized String id() {
        return log;
    }

    /// The last lines, at most as many as stand in a file.
    public List<String> recent() throws StoreException {
        return after(Math.max(0, last() - Segments.LONGEST), Segments.LONGEST).rows();
    }

    /// Number of the last record.
    public synchronized long last() {
        return last;
    }

    /// Lines behind a record.
    public synchronized Page<String> after(long number, int atMost) throws StoreException {
        try {
            List<String> found = new ArrayList<>();
            for (long first : firsts) {
                if (first + Segments.LONGEST > number && found.size() <= atMost) {
                    long skip = Math.max(0, number + 1 - first);
                    segments.lines(first).stream().skip(skip).forEach(found::add);
                }
            }
            List<String> page = found.subList(0, Math.min(atMost, found.size()));
            return new Page<>(
                    page,
                    found.size() > page.size()
                            ? LogRecord.read(page.getLast()).map(LogRecord::number)
                            : Optional.empty());
        } catch (IOException failed) {
            throw new StoreException(
                    "cannot read the security log: " + failed.getMessage(), failed);
        }
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= SecurityEvent.LONGEST_DETAIL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SecurityEvent.LONGEST_DETAIL));
    }
}
