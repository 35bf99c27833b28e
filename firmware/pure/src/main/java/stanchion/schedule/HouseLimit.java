package stanchion.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stanchion.pilot.Offers;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// What the fuse of the house leaves for the charger: the rating less what everything else draws,
/// of the phase that leaves the least.
///
/// ```text
///  less room ──► limit falls at once, below 6 A to nothing
///  more room ──► limit rises to the least room seen within 30 s; within 60 s where it was nothing
///  no reading for 15 s ──► HOUSE_QUIET: the safe current; the first reading allows no more than that
/// ```
///
/// @param heard the last reading; empty before the first
/// @param allowed as of that reading
/// @param since when there began to be more room than is allowed; empty while there is not
/// @param least the least room seen since then
public record HouseLimit(Optional<Uptime> heard, Amps allowed, Optional<Uptime> since, Amps least) {
    /// A meter that says nothing for so long is not believed any more.
    public static final Duration QUIET = Duration.ofSeconds(15);

    /// How long there must be more room before more is drawn.
    public static final Duration RISE = Duration.ofSeconds(30);

    /// The same where nothing is drawn: a contactor that opened for the fuse rests.
    public static final Duration RESUME = Duration.ofSeconds(60);

    /// Nobody has said anything yet.
    public static final HouseLimit UNHEARD =
            new HouseLimit(Optional.empty(), Amps.ZERO, Optional.empty(), Amps.ZERO);

    /// After one more reading.
    ///
    /// @param own what the charger itself draws, by phase; empty when that is not known, and then
    ///   everything counts as drawn by others
    public HouseLimit heard(SupplyReading reading, List<Amps> own, HouseFuse fuse) {
        Amps room = room(reading, own, fuse);
        Uptime at = reading.at();
        if (isQuiet(at)) {
            return settled(at, lower(room, fuse.safe()));
        }
        if (room.compareTo(allowed) <= 0) {
            return settled(at, room);
        }
        Uptime from = since.orElse(at);
        Amps lowest = since.isPresent() ? lower(room, least) : room;
        Duration patience = allowed.value() == 0 ? RESUME : RISE;
        return at.isPast(patience, from)
                ? settled(at, lowest)
                : new HouseLimit(Optional.of(at), allowed, Optional.of(from), lowest);
    }

    private static HouseLimit settled(Uptime at, Amps amps) {
        return new HouseLimit(Optional.of(at), amps, Optional.empty(), amps);
    }

    private static Amps lower(Amps one, Amps other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Amps room(SupplyReading reading, List<Amps> own, HouseFuse fuse) {
        double room = fuse.rating().value();
        for (int phase = 0; phase < reading.phases().size(); phase++) {
            double mine = phase < own.size() ? own.get(phase).value() : 0;
            double others = reading.phases().get(phase).value() - mine;
            room = Math.min(room, fuse.rating().value() - others);
        }
        return room < Offers.LEAST.value()
                ? Amps.ZERO
                : new Amps(Math.min(room, Plan.UNLIMITED.value()));
    }

    private boolean isQuiet(Uptime now) {
        return heard.filter(last -> !now.isPast(QUIET, last)).isEmpty();
    }

    /// The limit now.
    public NamedLimit limit(HouseFuse fuse, Uptime now) {
        return isQuiet(now)
                ? new NamedLimit(fuse.safe(), LimitSource.HOUSE_QUIET)
                : new NamedLimit(allowed, LimitSource.HOUSE);
    }
}
