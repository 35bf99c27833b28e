package stanchion.sim.process;

import static java.util.Locale.ROOT;

import java.util.stream.Collectors;
import stanchion.sim.Truth;
import stanchion.sim.World;

/// The truth of a world as one line of JSON.
///
/// ```json
/// {"millis":12000,"energyTruthWh":1.234567,"worstOpenMillis":38,"contactor":"closed",
///  "dutyPercent":26.6,"advertisedAmps":15.96,"closures":1,"openedUnderLoad":0,"violations":[]}
/// ```
final class WorldJson {
    private WorldJson() {}

    static String truth(World world) {
        Truth truth = world.truth();
        return String.format(
                ROOT,
                "{\"millis\":%d,\"energyTruthWh\":%.6f,\"worstOpenMillis\":%d,\"contactor\":\"%s\","
                        + "\"dutyPercent\":%.3f,\"advertisedAmps\":%.3f,\"closures\":%d,"
                        + "\"openedUnderLoad\":%d,\"violations\":%s}",
                world.age().toMillis(),
                truth.energy().value(),
                truth.worstOpenMillis(),
                truth.poles().name().toLowerCase(ROOT),
                truth.duty().percent(),
                truth.advertised().value(),
                truth.closures(),
                truth.openedUnderLoad(),
                truth.violations().stream()
                        .sorted()
                        .map(text -> '"' + text + '"')
                        .collect(Collectors.joining(",", "[", "]")));
    }
}
