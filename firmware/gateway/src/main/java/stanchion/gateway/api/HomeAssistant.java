package stanchion.gateway.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import stanchion.link.LinkRecord.Hello;
import stanchion.pilot.PilotState;

/// Announces the charger to Home Assistant: one retained document of MQTT discovery, device-based
/// (Home Assistant 2024.11 and later), that points at the topics and commands of [Topic].
///
/// Only what anybody may ask for can be operated there: Home Assistant does not sign.
///
/// @param prefix of the discovery at the broker, `homeassistant` unless it was changed there
/// @param updates whether the charger takes updates
public record HomeAssistant(String prefix, String device, Updates updates) {
    /// Whether there is something to say about updates.
    public enum Updates {
        TAKEN,
        NOT_TAKEN
    }

    /// What Home Assistant has to know of a measured value.
    private record Sensor(String name, String deviceClass, String unit, String stateClass) {}

    /// Of a charger that says nothing, nothing is known.
    private static final String SILENT = " | default('None')";

    /// Where the document belongs. An object id knows no dots.
    public String topic() {
        return prefix + "/device/stanchion_" + device.replace('.', '_') + "/config";
    }

    /// The document of a charger that has said what it is.
    public String document(Hello hello) {
        JsonObject json = new JsonObject();
        json.add("device", device(hello));
        JsonObject origin = new JsonObject();
        origin.addProperty("name", "stanchion");
        origin.addProperty("sw_version", hello.firmware());
        json.add("origin", origin);
        json.add("availability", availability());
        json.addProperty("availability_mode", "all");
        json.addProperty("qos", 1);
        json.add("components", components(hello));
        return json.toString();
    }

    private JsonObject device(Hello hello) {
        JsonObject json = new JsonObject();
        JsonArray identifiers = new JsonArray();
        identifiers.add("stanchion_" + device);
        json.add("identifiers", identifiers);
        json.addProperty("name", "Charger " + device);
        json.addProperty("model", hello.board());
        json.addProperty("serial_number", device);
        json.addProperty("sw_version", hello.firmware());
        return json;
    }

    /// There, and with a charger behind the gateway.
    private JsonArray availability() {
        JsonArray both = new JsonArray();
        JsonObject gateway = new JsonObject();
        gateway.addProperty("topic", Topic.STATUS.of(device));
        both.add(gateway);
        JsonObject charger = new JsonObject();
        charger.addProperty("topic", Topic.STATE.of(device));
        charger.addProperty(
                "value_template",
                "{{ 'online' if value_json.charger == 'CONNECTED' else 'offline' }}");
        both.add(charger);
        return both;
    }

    private JsonObject components(Hello hello) {
        JsonObject all = new JsonObject();
        meter(all, "power", new Sensor("Power", "power", "W", "measurement"), "power");
        meter(all, "energy", energy("Energy"), "energyWh / 1000");
        meter(all, "session", energy("Session energy"), "sessionWh / 1000");
        for (int phase = 0; phase < hello.phases(); phase++) {
            String of = "phases[" + phase + "].";
            String l = "L" + (phase + 1);
            String id = "_l" + (phase + 1);
            Sensor current = new Sensor("Current " + l, "current", "A", "measurement");
            meter(all, "current" + id, current, of + "current");
            Sensor voltage = new Sensor("Voltage " + l, "voltage", "V", "measurement");
            meter(all, "voltage" + id, voltage, of + "voltage");
        }
        all.add("state", state());
        all.add("fault", fault());
        all.add("faults", faults());
        all.add("temperature", temperature());
        all.add("limit", limit(hello.ratedCurrent().value()));
        all.add("enable", enable());
        if (updates == Updates.TAKEN) {
            all.add("firmware", firmware());
        }
        return all;
    }

    private static Sensor energy(String name) {
        return new Sensor(name, "energy", "kWh", "total_increasing");
    }

    /// A sensor of a value that comes every second.
    private void meter(JsonObject all, String id, Sensor sensor, String value) {
        JsonObject json = component("sensor", id, sensor.name());
        json.addProperty("device_class", sensor.deviceClass());
        json.addProperty("unit_of_measurement", sensor.unit());
        json.addProperty("state_class", sensor.stateClass());
        json.addProperty("state_topic", Topic.METER.of(device));
        json.addProperty("value_template", "{{ value_json." + value + " }}");
        all.add(id, json);
    }

    private JsonObject state() {
        JsonObject json = ofState("sensor", "state", "IEC 61851 state", "iec61851" + SILENT);
        json.addProperty("device_class", "enum");
        JsonArray options = new JsonArray();
        for (PilotState state : PilotState.values()) {
            options.add(state.name());
        }
        json.add("options", options);
        return json;
    }

    private JsonObject fault() {
        JsonObject json =
                ofState("binary_sensor", "fault", "Fault", "faults | default([]) | length > 0");
        json.addProperty("device_class", "problem");
        json.addProperty("payload_on", "True");
        json.addProperty("payload_off", "False");
        return json;
    }

    private JsonObject faults() {
        JsonObject json =
                ofState(
                        "sensor",
                        "faults",
                        "Faults",
                        "faults | default([]) | join(', ') | default('none', true)");
        json.addProperty("entity_category", "diagnostic");
        return json;
    }

    private JsonObject temperature() {
        JsonObject json = ofState("sensor", "temperature", "Temperature", "temperature" + SILENT);
        json.addProperty("device_class", "temperature");
        json.addProperty("unit_of_measurement", "°C");
        json.addProperty("state_class", "measurement");
        json.addProperty("entity_category", "diagnostic");
        return json;
    }

    /// Between 0 and 6 A no vehicle can be told anything: that pauses.
    private JsonObject limit(double rated) {
        JsonObject json = ofState("number", "limit", "Limit", "limits");
        json.addProperty(
                "value_template",
                "{{ (value_json.limits | default({})).effective" + SILENT + " }}");
        json.addProperty("device_class", "current");
        json.addProperty("unit_of_measurement", "A");
        json.addProperty("min", 0);
        json.add("max", Decimals.rounded(rated, 2));
        json.addProperty("step", 1);
        json.addProperty("mode", "slider");
        json.addProperty("command_topic", Topic.CMD_LIMIT.of(device));
        json.addProperty("command_template", "{{ value if value >= 6 else 0 }}");
        json.addProperty("retain", false);
        return json;
    }

    private JsonObject enable() {
        JsonObject json =
                ofState("switch", "enable", "Charging allowed", "enabled" + SILENT + " | lower");
        json.addProperty("command_topic", Topic.CMD_ENABLE.of(device));
        json.addProperty("payload_on", "true");
        json.addProperty("payload_off", "false");
        json.addProperty("retain", false);
        return json;
    }

    private JsonObject firmware() {
        JsonObject json = component("update", "firmware", "Firmware");
        json.addProperty("device_class", "firmware");
        json.addProperty("entity_category", "config");
        json.addProperty("state_topic", Topic.UPDATE.of(device));
        json.addProperty(
                "value_template",
                "{{ {'installed_version': value_json.installed.firmware, 'latest_version':"
                        + " (value_json.offered | default({})).firmware |"
                        + " default(value_json.installed.firmware), 'in_progress': value_json.progress"
                        + " is defined, 'update_percentage': value_json.progress | default(none)} |"
                        + " to_json }}");
        json.addProperty("command_topic", Topic.CMD_UPDATE.of(device));
        json.addProperty("payload_install", "{\"check\":true}");
        json.addProperty("retain", false);
        return json;
    }

    private JsonObject ofState(String platform, String id, String name, String value) {
        JsonObject json = component(platform, id, name);
        json.addProperty("state_topic", Topic.STATE.of(device));
        json.addProperty("value_template", "{{ value_json." + value + " }}");
        return json;
    }

    private JsonObject component(String platform, String id, String name) {
        JsonObject json = new JsonObject();
        json.addProperty("platform", platform);
        json.addProperty("unique_id", "stanchion_" + device + "_" + id);
        json.addProperty("name", name);
        return json;
    }
}
