package stanchion.release.sign;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import stanchion.release.Digests;
import stanchion.release.Firmware;
import stanchion.release.ReleaseException;
import stanchion.release.keys.Tool;

/// What a slot is made of, as CycloneDX 1.6 JSON.
///
/// It says nothing of when and where it was written, so that the same slot has the same bill.
public final class BillOfMaterials {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private BillOfMaterials() {}

    /// The file's text.
    public static String json(Firmware firmware) throws ReleaseException {
        JsonArray components = new JsonArray();
        StringBuilder digests = new StringBuilder();
        for (Map.Entry<String, Firmware.Part> file : firmware.files().entrySet()) {
            byte[] content = file.getValue().content();
            digests.append(file.getKey()).append(Digests.sha256(content));
            components.add(component(file.getKey(), content, firmware.release().firmware()));
        }
        JsonObject bom = new JsonObject();
        bom.addProperty("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        bom.addProperty("bomFormat", "CycloneDX");
        bom.addProperty("specVersion", "1.6");
        bom.addProperty(
                "serialNumber",
                "urn:uuid:"
                        + UUID.nameUUIDFromBytes(
                                digests.toString().getBytes(StandardCharsets.UTF_8)));
        bom.addProperty("version", 1);
        bom.add("metadata", metadata(firmware.release().firmware()));
        bom.add("components", components);
        return GSON.toJson(bom) + "\n";
    }

    private static JsonObject metadata(String version) {
        JsonObject tool = new JsonObject();
        tool.addProperty("type", "application");
        tool.addProperty("name", "stanchion-release");
        tool.addProperty("version", Tool.VERSION);
        JsonArray tools = new JsonArray();
        tools.add(tool);
        JsonObject inTools = new JsonObject();
        inTools.add("components", tools);
        JsonObject firmware = new JsonObject();
        firmware.addProperty("type", "firmware");
        firmware.addProperty("bom-ref", "firmware");
        firmware.addProperty("name", "stanchion");
        firmware.addProperty("version", version);
        JsonObject metadata = new JsonObject();
        metadata.add("tools", inTools);
        metadata.add("component", firmware);
        return metadata;
    }

    private static JsonObject component(String file, byte[] content, String firmware)
            throws ReleaseException {
        boolean jar = file.endsWith(".jar");
        Coordinates from =
                jar ? Coordinates.ofJar(file, content) : Coordinates.ofFile(file, firmware);
        JsonObject component = new JsonObject();
        component.addProperty("type", jar ? "library" : "file");
        component.addProperty("bom-ref", file);
        if (!from.group().isEmpty()) {
            component.addProperty("group", from.group());
        }
        component.addProperty("name", from.name());
        component.addProperty("version", from.version());
        component.add("hashes", hashes(content));
        if (!from.licenses().isEmpty()) {
            component.add("licenses", licenses(from));
        }
        component.addProperty("purl", from.purl());
        return component;
    }

    private static JsonArray hashes(byte[] content) {
        JsonArray hashes = new JsonArray();
        hashes.add(hash("SHA-256", Digests.sha256(content)));
        hashes.add(hash("SHA-512", Digests.sha512(content)));
        return hashes;
    }

    private static JsonObject hash(String algorithm, String digest) {
        JsonObject hash = new JsonObject();
        hash.addProperty("alg", algorithm);
        hash.addProperty("content", digest);
        return hash;
    }

    private static JsonArray licenses(Coordinates from) {
        JsonArray licenses = new JsonArray();
        for (String name : from.licenses()) {
            JsonObject license = new JsonObject();
            license.addProperty("name", name);
            JsonObject choice = new JsonObject();
            choice.add("license", license);
            licenses.add(choice);
        }
        return licenses;
    }
}
