package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A verifier that fails itself says so, and boots nothing by mistake.
final class BrokenVerifierTest {
    private static final String NOTHING_BOOTS = "NOTIFY-ONLY: contactors stay open\n";

    @TempDir private Path temporary;

    @ParameterizedTest
    @CsvSource({"enough, IllegalStateException", "too little, OutOfMemoryError"})
    void bugCostsTheSlotInWhichItStruckAndNotTheOther(String memory, String bugName) {
        BenchCharger charger = new BenchCharger();
        Verifier verifier = new Verifier(charger.host());
        Folder bug =
                Mischief.folder(() -> {
                    if (memory.equals("enough")) {
                        throw new IllegalStateException("a bug");
                    }
                    throw new OutOfMemoryError("a bug");
                });
        SlotJudge judge =
                new SlotJudge(
                        verifier,
                        slot -> slot == Slot.A ? bug : charger.slot,
                        new SlotRecords(temporary, new byte[32]),
                        Optional.empty());
        Decision decision = Decision.over(BootOrder.of(new SlotRecords.None()), judge);
        assertThat(decision).isInstanceOf(Decision.Boot.class);
        assertThat(decision.refused())
                .containsExactly(
                        new Decision.SlotRefused(
                                Slot.A,
                                new Verdict.Refused(
                                        Refusal.INTERNAL, "java.lang." + bugName + ": a bug")));
    }

    @Test
    void verifierWithoutOneOfItsClassesBootsNothing() throws IOException {
        DeviceOnDisk device = new DeviceOnDisk(Files.createDirectory(temporary.resolve("device")));
        device.fill(device.slotB);
        DeviceOnDisk.Ending ending = device.bootFrom(without("Signatures.class"));
        assertThat(ending.status()).isEqualTo(Refusal.INTERNAL.status());
        assertThat(ending.out())
                .startsWith("REFUSED A INTERNAL java.lang.NoClassDefFoundError: ")
                .contains("\nREFUSED B INTERNAL ")
                .endsWith("\n" + NOTHING_BOOTS);
        assertThat(device.bootFrom(without("none")).out()).isEqualTo("BOOT A 1.2.3\n");
    }

    @Test
    void verifierThatFailsBeforeAnySlotSaysSoOfTheCharger() throws IOException {
        DeviceOnDisk device = new DeviceOnDisk(Files.createDirectory(temporary.resolve("device")));
        DeviceOnDisk.Ending ending = device.bootFrom(without("BootConf.class"));
        assertThat(ending.status()).isEqualTo(Refusal.INTERNAL.status());
        assertThat(ending.out())
                .startsWith("REFUSED A INTERNAL java.lang.NoClassDefFoundError: ")
                .endsWith("\n" + NOTHING_BOOTS)
                .hasLineCount(2);
    }

    /// A copy of the verifier's classes that lacks one.
    private Path without(String missing) throws IOException {
        Path copy = Files.createTempDirectory(temporary, "classes");
        try (Stream<Path> tree = Files.walk(Classes.verifier())) {
            for (Path path : tree.toList()) {
                Path target = copy.resolve(Classes.verifier().relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (!path.endsWith(missing)) {
                    Files.copy(path, target);
                }
            }
        }
        return copy;
    }
}
