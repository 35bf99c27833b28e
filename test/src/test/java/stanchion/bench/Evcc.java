package stanchion.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.mqttv5.common.MqttException;
import stanchion.gateway.world.Observer;
import stanchion.gateway.world.Observer.Seen;

/// As much of evcc as a `custom` charger with the `mqtt` plugin needs, by evcc's documentation
/// (device configuration of chargers, and plugins): getters read the last message of a topic
/// through `jq`, setters publish their payload with `${name}` replaced.
final class Evcc {
    private static final Set<String> KEYS =
            Set.of("status", "enabled", "enable", "maxcurrent", "power", "energy", "currents");
    private static final Set<String> PLUGIN = Set.of("source", "topic", "jq", "payload", "timeout");
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_]+)|\\[(\\d+)\\]");
    private static final Pattern LINE =
            Pattern.compile("(?<indent> *)(?<item>- )?(?<key>[a-z0-9]+):(?: (?<value>.+))?");

    private final Map<String, List<Map<String, String>>> charger;
    private final Observer broker;

    /// @param yaml a `chargers` list with one charger, as in a README
    Evcc(String yaml, Observer broker) {
        this.charger = parse(yaml);
        this.broker = broker;
    }

    String status() {
        return read("status", 0).map(JsonElement::getAsString).orElse("");
    }

    boolean enabled() {
        return read("enabled", 0).map(JsonElement::getAsBoolean).orElse(false);
    }

    double power() {
        return number("power", 0);
    }

    double energy() {
        return number("energy", 0);
    }

    double current(int phase) {
        return number("currents", phase);
    }

    void enable(boolean on) throws MqttException {
        write("enable", Boolean.toString(on));
    }

    void maxCurrent(int amps) throws MqttException {
        write("maxcurrent", Integer.toString(amps));
    }

    private double number(String key, int index) {
        return read(key, index).map(JsonElement::getAsDouble).orElse(Double.NaN);
    }

    private void write(String key, String value) throws MqttException {
        Map<String, String> plugin = charger.getOrDefault(key, List.of()).getFirst();
        broker.publish(
                plugin.getOrDefault("topic", ""),
                plugin.getOrDefault("payload", "").replace("${" + key + "}", value));
    }

    private Optional<JsonElement> read(String key, int index) {
        Map<String, String> plugin = charger.getOrDefault(key, List.of()).get(index);
        List<Seen> all = broker.seen(plugin.getOrDefault("topic", ""));
        return all.isEmpty()
                ? Optional.empty()
                : jq(plugin.getOrDefault("jq", ""), JsonParser.parseString(all.getLast().text()));
    }

    /// A path, and perhaps a division: what the README uses of jq.
    private static Optional<JsonElement> jq(String query, JsonElement json) {
        String[] parts = query.split(" / ", -1);
        Optional<JsonElement> at = Optional.of(json);
        Matcher step = STEP.matcher(parts[0]);
        int end = 0;
        while (step.find() && step.start() == end && at.isPresent()) {
            end = step.end();
            JsonElement here = at.get();
            at =
                    step.group(1) != null
                            ? Optional.ofNullable(here.getAsJsonObject().get(step.group(1)))
                            : Optional.of(
                                    here.getAsJsonArray().get(Integer.parseInt(step.group(2))));
        }
        if (at.isPresent() && end != parts[0].length()) {
            throw new AssertionError("no path: " + query);
        }
        return parts.length == 1
                ? at
                : at.map(value ->
                        JsonParser.parseString(
                                String.valueOf(
                                        value.getAsDouble() / Double.parseDouble(parts[1]))));
    }

    private static Map<String, List<Map<String, String>>> parse(String yaml) {
        Map<String, List<Map<String, String>>> read = new LinkedHashMap<>();
        String current = "";
        for (String line : yaml.lines().toList()) {
            Matcher part = LINE.matcher(line);
            if (!part.matches()) {
                throw new AssertionError("no such line in evcc's configuration: " + line);
            }
            int indent = part.group("indent").length();
            String key = part.group("key");
            if (indent == 4 && !key.equals("type")) {
                if (!KEYS.contains(key)) {
                    throw new AssertionError("no key of a custom charger: " + key);
                }
                current = key;
                read.put(key, new ArrayList<>());
            } else if (indent > 4) {
                if (!PLUGIN.contains(key)) {
                    throw new AssertionError("no key of the mqtt plugin: " + key);
                }
                List<Map<String, String>> plugins = read.getOrDefault(current, List.of());
                if (key.equals("source")) {
                    plugins.add(new LinkedHashMap<>());
                }
                plugins.getLast().put(key, part.group("value"));
            }
        }
        return read;
    }
}
