package stanchion.release.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import stanchion.boot.Release;
import stanchion.boot.Target.Use;
import stanchion.release.Firmware;
import stanchion.release.JarIntake;

/// A bill of materials obeys the schema that CycloneDX publishes.
final class BillSchemaTest {
    private static final String PLACE = "http://cyclonedx.org/schema/";
    private static final String SCHEMA = "bom-1.6.schema.json";

    private static final Schema PUBLISHED =
            SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_7,
                            builder ->
                                    builder.schemas(
                                            Map.of(
                                                    PLACE + SCHEMA,
                                                    resource(SCHEMA),
                                                    PLACE + "spdx.schema.json",
                                                    resource("spdx.schema.json"),
                                                    PLACE + "jsf-0.82.schema.json",
                                                    resource("jsf-0.82.schema.json"))))
                    .getSchema(SchemaLocation.of(PLACE + SCHEMA));

    @Test
    void billOfASlotObeysThePublishedSchema() throws Exception {
        String bill = BillOfMaterials.json(firmware());
        assertThat(complaints(bill)).isEmpty();
        assertThat(complaints(bill.replace("SHA-256", "SHA-257"))).isNotEmpty();
        assertThat(complaints(bill.replace("\"type\": \"library\"", "\"type\": \"jar\"")))
                .isNotEmpty();
        assertThat(complaints(bill.replace("urn:uuid:", "uuid:"))).isNotEmpty();
    }

    private static List<String> complaints(String bill) {
        return PUBLISHED.validate(bill, InputFormat.JSON).stream().map(Error::toString).toList();
    }

    private static Firmware firmware() throws Exception {
        Release.Program program = new Release.Program("app/app.Main", List.of());
        TreeMap<String, Firmware.Part> files = new TreeMap<>();
        files.put(
                "board.conf",
                new Firmware.Part(Use.DATA, "a board".getBytes(StandardCharsets.US_ASCII)));
        files.put("gson-2.15.0.jar", new Firmware.Part(Use.GATEWAY, gson()));
        return new Firmware(
                new Release(
                        "1.0",
                        0,
                        new Release.Platform(List.of("board-1"), "25.0.3+9"),
                        new Release.Programs(program, program)),
                files);
    }

    private static byte[] gson() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String folder = "META-INF/maven/com.google.code.gson/gson/";
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(folder + "pom.properties"));
            out.write(
                    "groupId=com.google.code.gson\nartifactId=gson\nversion=2.15.0\n"
                            .getBytes(StandardCharsets.US_ASCII));
            out.putNextEntry(new ZipEntry(folder + "pom.xml"));
            out.write(
                    "<license><name>Apache-2.0</name></license>"
                            .getBytes(StandardCharsets.US_ASCII));
        }
        return JarIntake.STRICT.take("gson-2.15.0.jar", bytes.toByteArray(), List.of());
    }

    private static String resource(String name) {
        try (InputStream schema = BillSchemaTest.class.getClassLoader().getResourceAsStream(name)) {
            if (schema == null) {
                throw new IllegalStateException("no schema " + name);
            }
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
