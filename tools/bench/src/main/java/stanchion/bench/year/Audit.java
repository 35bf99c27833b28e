package stanchion.bench.year;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stanchion.gateway.history.History;
import stanchion.gateway.history.Page;
import stanchion.gateway.history.QuarterHour;
import stanchion.gateway.history.Query;
import stanchion.gateway.history.SessionRecord;
import stanchion.gateway.history.Setting;
import stanchion.gateway.history.Tariff;
import stanchion.gateway.store.StoreException;
import stanchion.schedule.ChargingHours;

/// A history, read page by page as its owner reads it, held against what really happened.
///
/// @param findings what is missing or wrong
/// @param facts what is printed, by what it is
public record Audit(List<String> findings, Map<String, String> facts) {
    /// Reports are so far apart at most, and a time that was not known is placed by the minute.
    private static final long MOST_SHIFTED = 60L * Plan.MOST_MICRO_WATT_HOURS;

    private static final Duration MOST_LATE = Duration.ofSeconds(60);

    /// Nobody was there to see when the power went: the end is then the last that was written.
    private static final Duration A_WRITE = Duration.ofMinutes(15);

    public Audit {
        findings = List.copyOf(findings);
        facts = Map.copyOf(facts);
    }

    static Audit of(Path file, Truth truth, Plan.Span span) throws StoreException {
        Setting setting =
                new Setting(
                        "audit",
                        at -> Optional.empty(),
                        Tariff.regulation10(ChargingHours.DEFAULT_ZONE));
        try (History history = History.open(file, setting)) {
            Auditor auditor = new Auditor(history, truth, span);
            auditor.sessions();
            auditor.quarters();
            auditor.wear();
            auditor.note("database, bytes", size(file));
            return new Audit(auditor.findings, auditor.facts);
        }
    }

    /// The page that is printed.
    public String text() {
        StringBuilder page = new StringBuilder();
        new TreeMap<>(facts)
                .forEach((what, value) ->
                        page.append(String.format(Locale.ROOT, "%-44s %14s%n", what, value)));
        findings.forEach(finding -> page.append("MISSED ").append(finding).append('\n'));
        return page.append(
                        findings.isEmpty()
                                ? "the history is complete"
                                : findings.size() + " missed")
                .append('\n')
                .toString();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Reads, compares, and notes.
    private static final class Auditor {
        private final History history;
        private final Truth truth;
        private final Plan.Span span;
        private final List<String> findings = new ArrayList<>();
        private final Map<String, String> facts = new TreeMap<>();

        Auditor(History history, Truth truth, Plan.Span span) {
            this.history = history;
            this.truth = truth;
            this.span = span;
        }

        void note(String what, long value) {
            facts.put(what, Long.toString(value));
        }

        private void expect(boolean right, String otherwise) {
            if (!right) {
                findings.add(otherwise);
            }
        }

        void sessions() throws StoreException {
            List<SessionRecord> kept = pages(history::sessions);
            note("sessions that were", truth.sessions().size());
            note("sessions in the history", kept.size());
            note(
                    "sessions that the power ended",
                    kept.stream().filter(one -> one.reason().equals("interrupted")).count());
            expect(
                    kept.size() == truth.sessions().size(),
                    truth.sessions().size() + " sessions were, " + kept.size() + " are kept");
            for (int i = 0; i < Math.min(kept.size(), truth.sessions().size()); i++) {
                compare(truth.sessions().get(i), kept.get(i));
            }
        }

        private void compare(Truth.Session was, SessionRecord kept) {
            long energy = Math.round(kept.imported().value() * 1e6);
            String name = "session " + kept.id();
            expect(
                    energy == was.energy(),
                    name + ": " + was.energy() + " uWh were, kept " + energy);
            expect(
                    kept.start().utc().filter(at -> near(at, was.begin(), MOST_LATE)).isPresent(),
                    name + ": begun " + was.begin() + ", kept " + kept.start().utc());
            Duration most = kept.reason().equals("interrupted") ? A_WRITE : MOST_LATE;
            expect(
                    kept.end().utc().filter(at -> near(at, was.end(), most)).isPresent(),
                    name + ": ended " + was.end() + ", kept " + kept.end().utc());
            expect(
                    Math.round((kept.inPeak().value() + kept.offPeak().value()) * 1e6) == energy,
                    name + ": its tariff periods are not the whole of it");
        }

        private static boolean near(Instant one, Instant other, Duration most) {
            return Duration.between(one, other).abs().compareTo(most) <= 0;
        }

        void quarters() throws StoreException {
            List<QuarterHour> kept = pages(history::quarters);
            Map<Long, QuarterHour> found = new TreeMap<>();
            kept.forEach(one -> found.put(one.position(), one));
            long worst = 0;
            for (Map.Entry<Long, Long> was : truth.quarters().entrySet()) {
                Optional<QuarterHour> row = Optional.ofNullable(found.get(was.getKey()));
                long counted = row.map(one -> one.energy().imported()).orElse(0L);
                worst = Math.max(worst, Math.abs(counted - was.getValue()));
                expect(
                        row.isPresent() || was.getValue() == 0,
                        "no quarter-hour of "
                                + Instant.ofEpochSecond(was.getKey() * Truth.QUARTER_SECONDS));
            }
            long sum = kept.stream().mapToLong(one -> one.energy().imported()).sum();
            note("quarter-hours with power", truth.quarters().size());
            note("quarter-hours in the history", kept.size());
            note("energy that flowed, uWh", truth.energy());
            note("energy in the history, uWh", sum);
            note("largest energy in a neighbour quarter-hour, uWh", worst);
            expect(sum == truth.energy(), "energy: " + truth.energy() + " uWh flowed, kept " + sum);
            expect(worst <= MOST_SHIFTED, worst + " uWh stand in the wrong quarter-hour");
            Plan.SWITCHES.stream().filter(span::holds).forEach(moment -> localDay(moment, kept));
        }

        /// A day of 23 or 25 hours has 92 or 100 quarter-hours.
        private void localDay(Instant moment, List<QuarterHour> kept) {
            LocalDate day = LocalDate.ofInstant(moment, ChargingHours.DEFAULT_ZONE);
            Instant from = day.atStartOfDay(ChargingHours.DEFAULT_ZONE).toInstant();
            Instant to = day.plusDays(1).atStartOfDay(ChargingHours.DEFAULT_ZONE).toInstant();
            long wanted = Duration.between(from, to).toSeconds() / Truth.QUARTER_SECONDS;
            long dark =
                    wanted
                            - truth.quarters().keySet().stream()
                                    .map(one -> Instant.ofEpochSecond(one * Truth.QUARTER_SECONDS))
                                    .filter(one -> !one.isBefore(from) && one.isBefore(to))
                                    .count();
            long found =
                    kept.stream()
                            .filter(one -> !one.start().isBefore(from) && one.start().isBefore(to))
                            .count();
            note("quarter-hours on " + day, found);
            expect(found >= wanted - dark, day + " has " + found + " quarter-hours of " + wanted);
        }

        void wear() throws StoreException {
            long most = 0;
            long all = 0;
            long days = 0;
            for (Instant day = span.begin(); span.holds(day); day = day.plus(Duration.ofDays(1))) {
                long writes = history.writes(day);
                most = Math.max(most, writes);
                all += writes;
                days++;
            }
            note("writes per day, mean", Math.round((double) all / days));
            note("writes per day, most", most);
        }

        /// Reads a page.
        @FunctionalInterface
        private interface Reading<T> {
            Page<T> page(Query query) throws StoreException;
        }

        private static <T> List<T> pages(Reading<T> reading) throws StoreException {
            List<T> all = new ArrayList<>();
            Optional<Long> next = Optional.of(0L);
            while (next.isPresent()) {
                Query query =
                        new Query(Optional.empty(), Optional.empty(), next.get(), Query.MOST_ROWS);
                Page<T> page = reading.page(query);
                all.addAll(page.rows());
                next = page.next();
            }
            return all;
        }
    }
}
