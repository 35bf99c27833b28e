package stanchion.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stanchion.units.Uptime;

/// How the machine sees one of the moments it remembers: it only ever asks whether a span has gone
/// by since, so moments past the same spans are one to it.
final class Ages {
    /// The moment at which every explored charge is looked at.
    static final Uptime NOW = new Uptime(Duration.ofDays(3).toNanos());

    private final List<Duration> spans;

    /// One moment per age, the youngest first.
    private final List<Uptime> moments;

    private Ages(List<Duration> spans) {
        this.spans = spans;
        this.moments = Stream.concat(Stream.of(NOW), spans.stream().map(Ages::ago)).toList();
    }

    /// @param spans the machine compares with, in any order
    static Ages of(Duration... spans) {
        return new Ages(Stream.of(spans).sorted().distinct().toList());
    }

    /// The moment that stands at [#NOW] for all that are as old as `since` is now.
    Uptime like(Uptime since, Uptime now) {
        return moments.get(age(since, now));
    }

    /// The moment a charge remembers instead when more time has gone by; empty beyond every span.
    Optional<Uptime> later(Uptime since) {
        int age = age(since, NOW);
        return age == spans.size() ? Optional.empty() : Optional.of(moments.get(age + 1));
    }

    private int age(Uptime since, Uptime now) {
        int age = 0;
        while (age < spans.size() && now.isPast(spans.get(age), since)) {
            age++;
        }
        return age;
    }

    static Uptime ago(Duration span) {
        return NOW.plus(span.negated());
    }
}
