package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `boot.json` tells those who come after the verifier.
final class BootStatementTest {
    @TempDir private Path temporary;
    private DeviceOnDisk device;
    private Path run;

    @BeforeEach
    void makeDevice() throws IOException {
        device = new DeviceOnDisk(Files.createDirectory(temporary.resolve("device")));
        run =
                Files.createDirectory(
                        temporary.resolve("run"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
    }

    @Test
    void bootIsToldInFull() throws Exception {
        JsonObject told = boot(0);
        assertThat(told.keySet())
                .containsExactly(
                        "counter",
                        "files",
                        "firmware",
                        "hardware",
                        "identity",
                        "jre",
                        "mode",
                        "notes",
                        "profile",
                        "refused",
                        "root_version",
                        "security_epoch",
                        "slot",
                        "targets_sha256",
                        "targets_version",
                        "verifier");
        assertThat(told.get("mode").getAsString()).isEqualTo("boot");
        assertThat(told.get("slot").getAsString()).isEqualTo("A");
        assertThat(told.get("firmware").getAsString()).isEqualTo("1.2.3");
        assertThat(told.get("security_epoch").getAsInt()).isEqualTo(7);
        assertThat(told.get("counter").getAsInt()).isEqualTo(7);
        assertThat(told.get("root_version").getAsInt()).isEqualTo(1);
        assertThat(told.get("targets_version").getAsInt()).isEqualTo(1);
        assertThat(told.get("targets_sha256").getAsString())
                .isEqualTo(DeviceOnDisk.version(device.slotA));
        assertThat(told.get("hardware").getAsString()).isEqualTo("board-1");
        assertThat(told.get("profile").getAsString()).isEqualTo("bench");
        assertThat(told.get("identity").getAsString()).isEqualTo("file");
        assertThat(told.get("jre").getAsString())
                .isEqualTo(System.getProperty("java.runtime.version"));
        assertThat(told.get("verifier").getAsString()).isNotEmpty();
        assertThat(told.get("refused").getAsJsonArray()).isEmpty();
        assertThat(told.get("notes").getAsJsonArray()).isEmpty();
        JsonObject files = told.getAsJsonObject("files");
        assertThat(files.keySet()).containsExactly("app.jar", "board.conf");
        assertThat(files.get("app.jar").getAsString())
                .isEqualTo(
                        Maker.digest(
                                "SHA-256", Files.readAllBytes(device.slotA.resolve("app.jar"))));
    }

    @Test
    void refusalsAndNotesAreTold() throws Exception {
        device.fill(device.slotB);
        Files.writeString(device.slotA.resolve("zz\"\\y"), "x");
        Files.write(device.folder.resolve("state/slots.1"), new byte[1]);
        JsonObject told = boot(0);
        assertThat(told.get("slot").getAsString()).isEqualTo("B");
        assertThat(told.get("notes")).hasToString("[\"RECORDS_UNREADABLE\"]");
        JsonArray refused = told.getAsJsonArray("refused");
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0))
                .hasToString(
                        "{\"cause\":\"FILE_EXTRA\",\"detail\":\"zz??y\",\"slot\":\"A\",\"status\":60}");
    }

    @Test
    void stateOfTheSlotIsToldWhereItIsRecorded() throws Exception {
        SlotState trying = new SlotState.Trying(DeviceOnDisk.version(device.slotA), 1);
        device.records().write(new SlotRecord(1, Slot.A, trying, new SlotState.Empty()));
        assertThat(boot(0).get("slot_state").getAsString()).isEqualTo("TRYING");
    }

    @Test
    void chargerThatBootsNothingLeavesAStatementAlone() throws Exception {
        Files.delete(device.slotA.resolve("app.jar"));
        JsonObject told = boot(61);
        assertThat(told.keySet())
                .containsExactly(
                        "hardware",
                        "identity",
                        "jre",
                        "mode",
                        "notes",
                        "profile",
                        "refused",
                        "verifier");
        assertThat(told.get("mode").getAsString()).isEqualTo("notify-only");
        assertThat(told.getAsJsonArray("refused").get(0))
                .hasToString(
                        "{\"cause\":\"FILE_MISSING\",\"detail\":\"app.jar\",\"slot\":\"A\",\"status\":61}");
        assertNothingElse();
    }

    @Test
    void chargerWithoutADescriptionStillTellsWhy() throws Exception {
        device.describe("hardware", "hardwear");
        JsonObject told = boot(29);
        assertThat(told.keySet()).containsExactly("jre", "mode", "notes", "refused", "verifier");
        assertNothingElse();
    }

    @Test
    void taintedEnvironmentIsTold() throws Exception {
        device.boot(Map.of("LD_PRELOAD", ""), "--run", run.toString(), "--bench");
        assertThat(read().getAsJsonArray("refused").toString()).contains("\"ENV_TAINT\"");
        assertNothingElse();
    }

    @ParameterizedTest
    @CsvSource({
        "'power-on\n', power-on",
        "'a \"b\"\\\u0001', 'a ?b???'",
        "'', ''",
        "0123456789012345678901234567890123456789012345678901234567890123456789,"
                + " 0123456789012345678901234567890123456789012345678901234567890123",
    })
    void resetCauseIsQuoted(String cause, String quoted) throws Exception {
        device.describe("= none", "= file reset");
        Files.writeString(device.folder.resolve("reset"), cause);
        assertThat(boot(0).get("reset_cause").getAsString()).isEqualTo(quoted);
    }

    @Test
    void resetCauseThatCannotBeReadIsNoReasonNotToBoot() throws Exception {
        device.describe("= none", "= file reset");
        DeviceOnDisk.run(new ProcessBuilder("mkfifo", device.folder.resolve("reset").toString()));
        assertThat(boot(0).get("reset_cause").getAsString()).isEqualTo("unreadable");
    }

    @Test
    void wrappedIdentityGetsItsKeyAndNobodyElseMayReadIt() throws Exception {
        device.describe("= file identity", "= wrapped identity");
        assertThat(boot(0).get("identity").getAsString()).isEqualTo("wrapped");
        Path key = run.resolve("identity.key");
        assertThat(Files.readAllBytes(key))
                .isEqualTo(
                        DerivedKey.of(
                                Files.readAllBytes(device.folder.resolve("device.key")),
                                DerivedKey.IDENTITY));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void wrappedIdentityGetsNoKeyWhenNothingBoots() throws Exception {
        device.describe("= file identity", "= wrapped identity");
        Files.delete(device.slotA.resolve("app.jar"));
        boot(61);
        assertNothingElse();
    }

    private JsonObject boot(int status) throws IOException {
        DeviceOnDisk.Ending ending = device.boot(Map.of(), "--run", run.toString(), "--bench");
        assertThat(ending.status()).as(ending.out() + ending.err()).isEqualTo(status);
        return read();
    }

    /// The statement, which is canonical.
    private JsonObject read() throws IOException {
        byte[] bytes = Files.readAllBytes(run.resolve("boot.json"));
        try {
            assertThat(CanonicalJson.bytes(JsonReader.read(bytes, 0, bytes.length)))
                    .isEqualTo(bytes);
        } catch (Refused notCanonical) {
            throw new AssertionError(notCanonical);
        }
        return JsonParser.parseString(Files.readString(run.resolve("boot.json"))).getAsJsonObject();
    }

    private void assertNothingElse() throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactly("boot.json");
        }
    }
}
