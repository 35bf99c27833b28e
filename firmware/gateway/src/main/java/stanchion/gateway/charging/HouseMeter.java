package stanchion.gateway.charging;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.json.StrictJson;
import stanchion.gateway.json.StrictJson.RefusedException;
import stanchion.gateway.telemetry.Inbound;
import stanchion.schedule.SupplyReading;
import stanchion.units.Amps;

/// The meter of the house, as far as the gateway can hear it: messages on `house/supply` now. A
/// meter on a wire is one more who calls [ChargingDesk#supply(SupplyReading)].
final class HouseMeter {
    private static final double MOST_AMPS = 1000;

    private HouseMeter() {}

    /// What a message says, `{"l1":12.3,"l2":4.5,"l3":6.7}`; empty when that makes no sense.
    static Optional<SupplyReading> read(Inbound inbound) {
        return inbound.content() instanceof Inbound.Content.Text(String text)
                        && inbound.delivery() != Inbound.Delivery.RETAINED
                ? amps(text).map(phases -> new SupplyReading(inbound.receivedAt(), phases))
                : Optional.empty();
    }

    private static Optional<List<Amps>> amps(String text) {
        try {
            JsonElement value = StrictJson.value(text);
            if (!value.isJsonObject() || value.getAsJsonObject().isEmpty()) {
                return Optional.empty();
            }
            List<Amps> phases = new ArrayList<>();
            for (var field : value.getAsJsonObject().entrySet()) {
                if (!field.getKey().equals("l" + (phases.size() + 1))
                        || phases.size() == SupplyReading.MOST_PHASES) {
                    return Optional.empty();
                }
                double amps = field.getValue().getAsDouble();
                if (Double.isNaN(amps) || Math.abs(amps) > MOST_AMPS) {
                    return Optional.empty();
                }
                phases.add(new Amps(amps));
            }
            return Optional.of(phases);
        } catch (RefusedException
                | NumberFormatException
                | IllegalStateException
                | UnsupportedOperationException wrong) {
            return Optional.empty();
        }
    }
}
