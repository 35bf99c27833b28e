package stanchion.charger;

import java.util.Optional;
import stanchion.launch.AotCache;
import stanchion.units.Uptime;

/// What is said once of a start, by the writer's thread, which nothing waits for: whether the
/// ahead-of-time cache is in use, and when the loop met its first deadline.
final class StartReport {
    private final LinkServer link;
    private Optional<AotCache> cache = Optional.empty();
    private boolean told;

    StartReport(LinkServer link) {
        this.link = link;
    }

    /// Looks once, and reports a cache that should be in use and is not.
    AotCache cache() {
        AotCache found = cache.orElseGet(AotCache::here);
        if (cache.isEmpty() && found == AotCache.NOT_MAPPED) {
            String named = System.getProperty(AotCache.PROPERTY, "");
            System.err.println(
                    "charger: the ahead-of-time cache "
                            + named
                            + " is not mapped; the virtual machine has said why, a start takes"
                            + " longer");
            link.report(ProcessEvent.AOT_NOT_MAPPED.at(new Uptime(System.nanoTime()), named));
        }
        cache = Optional.of(found);
        return found;
    }

    /// @param firstMet when outputs were applied in time for the first time
    void tell(Optional<Uptime> firstMet) {
        if (!told && firstMet.isPresent()) {
            System.out.println(
                    "charger: first deadline met at uptime " + firstMet.get().nanos() + " ns");
            told = true;
        }
    }
}
