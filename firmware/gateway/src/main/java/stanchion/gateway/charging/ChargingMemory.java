package stanchion.gateway.charging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import stanchion.gateway.identity.Disk;
import stanchion.schedule.Plan;
import stanchion.schedule.Settings;

/// Where settings and plan are kept. A power cut leaves the old file or the new one; what returns
/// has reached the disk. A file that cannot be read is moved aside, and what is shipped holds.
public final class ChargingMemory {
    private static final String SETTINGS = "charging-settings.json";
    private static final String PLAN = "charging-plan.json";
    private static final String DAMAGED = ".damaged";

    private final Path folder;
    private final Disk disk;
    private final List<String> damage = new ArrayList<>();

    /// @param folder must be there
    public ChargingMemory(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    Settings settings() throws IOException {
        return read(SETTINGS, ChargingJson::settings).orElse(Settings.DEFAULT);
    }

    Plan plan() throws IOException {
        return read(PLAN, ChargingJson::plan).orElse(Plan.FIRST);
    }

    public void keep(Settings settings) throws IOException {
        disk.replace(folder.resolve(SETTINGS), bytes(ChargingJson.of(settings)));
    }

    void keep(Plan plan) throws IOException {
        disk.replace(folder.resolve(PLAN), bytes(ChargingJson.of(plan)));
    }

    /// Whether somebody has settled anything here before.
    public boolean hasSettings() {
        return Files.exists(folder.resolve(SETTINGS));
    }

    /// What could not be read, one sentence each.
    List<String> damage() {
        return List.copyOf(damage);
    }

    private <T> Optional<T> read(String name, Function<JsonObject, T> meaning) throws IOException {
        Path file = folder.resolve(name);
        try {
            String text = Files.readString(file, UTF_8);
            return Optional.of(meaning.apply(JsonParser.parseString(text).getAsJsonObject()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            disk.rename(file, folder.resolve(name + DAMAGED));
            damage.add(name + " could not be read and was moved aside: " + unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static byte[] bytes(JsonObject json) {
        return json.toString().getBytes(UTF_8);
    }
}
