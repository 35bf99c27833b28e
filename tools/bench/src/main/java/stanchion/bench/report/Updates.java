package stanchion.bench.report;

import com.google.gson.JsonObject;
import java.util.List;

/// What became of the versions that were offered during a run.
///
/// @param offered versions
/// @param confirmed boots of a version that then proved itself
/// @param reverted verdicts that passed over a version whose try was over
/// @param refusedChunks pieces that the charger found not to be what was signed
/// @param contentBytes of pieces that the broker passed on to it
public record Updates(
        int offered, long confirmed, long reverted, long refusedChunks, long contentBytes) {
    private static final String REVERTED = "NOTE REVERTED ";

    /// Counts what the boots say.
    public static Updates of(int offered, List<Boot> boots, long refusedChunks, long bytes) {
        return new Updates(
                offered,
                boots.stream().filter(boot -> boot.confirmedAfter().isPresent()).count(),
                boots.stream().filter(boot -> boot.verdict().contains(REVERTED)).count(),
                refusedChunks,
                bytes);
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("offered", offered);
        json.addProperty("confirmed", confirmed);
        json.addProperty("reverted", reverted);
        json.addProperty("refusedChunks", refusedChunks);
        json.addProperty("contentBytes", contentBytes);
        return json;
    }
}
