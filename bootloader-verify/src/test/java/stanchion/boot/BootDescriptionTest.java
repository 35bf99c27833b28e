package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which `boot.conf` a verifier follows.
final class BootDescriptionTest {
    private static final String GOOD = DeviceOnDisk.DESCRIPTION;

    @TempDir private Path temporary;

    @Test
    void everyValueOfADescriptionIsRead() throws Refused {
        BootDescription read = read(GOOD);
        assertThat(read)
                .isEqualTo(
                        new BootDescription(
                                Profile.BENCH,
                                "board-1",
                                new BootDescription.Sources(
                                        new Source("file", List.of("otp.bin")),
                                        new Source("file", List.of("state/counter")),
                                        new Source("file", List.of("device.key")),
                                        new Source("file", List.of("identity")),
                                        new Source("none", List.of())),
                                new BootDescription.Folders("trust", "slots", "state")));
    }

    @Test
    void commentsBlankLinesAndOrderDoNotMatter() throws Refused {
        String[] lines = GOOD.split("\n", -1);
        StringBuilder other = new StringBuilder("# a charger\n\n");
        for (int i = lines.length - 2; i >= 0; i--) {
            other.append("  ").append(lines[i]).append(" # = x\n");
        }
        assertThat(read(other.toString())).isEqualTo(read(GOOD));
    }

    @ParameterizedTest
    @CsvSource({
        "otp.bin, otp bin, boot.conf:3: otp is none of: file PATH",
        "file otp.bin, file, boot.conf:3: otp is none of: ",
        "file otp.bin, tpm /dev/tpm0 0x01800000, boot.conf:3: otp is none of: ",
        "file otp.bin, mailbox bcm2713, boot.conf:3: otp is none of: ",
        "file otp.bin, nvmem /sys/x 1048577, boot.conf:3: otp is none of: ",
        "file otp.bin, nvmem /sys/x -1, boot.conf:3: otp is none of: ",
        "file otp.bin, nvmem /sys/x 0x, boot.conf:3: otp is none of: ",
        "file otp.bin, nvmem /sys/x 1a, boot.conf:3: otp is none of: ",
        "file state/counter, tpm /dev/tpm0 0x017fffff, boot.conf:4: counter is none of: ",
        "file state/counter, tpm /dev/tpm0 0x02000000, boot.conf:4: counter is none of: ",
        "file state/counter, tpm /dev/tpm0 0x0180000000, boot.conf:4: counter is none of: ",
        "file identity, none, boot.conf:6: identity is none of: ",
        "= bench, = desk, boot.conf:1: profile is none of: bench",
        "= board-1, = board/1, boot.conf:2: hardware is none of: WORD",
        "= board-1, = -board, boot.conf:2: hardware is none of: WORD",
        "= trust, = trust me, boot.conf:7: trust is none of: PATH",
        "hardware, hardwear, boot.conf: the key 'hardware' is missing",
        "hardware    = board-1, # hardware    = board-1, boot.conf: the key 'hardware' is missing",
        "hardware, profile, boot.conf:2: the key 'profile' stands twice",
        "= board-1, board-1, boot.conf:2: not 'key = value'",
        "= board-1, =board-1, boot.conf:2: not 'key = value'",
        "= board-1, =, boot.conf:2: not 'key = value'",
        "board-1, b\u00f6ard-1, boot.conf:2: a character that is not printable ASCII",
    })
    void whatIsNotADescriptionIsRefusedWithItsLine(String good, String other, String detail) {
        assertRefused(GOOD.replace(good, other), Refusal.BOOT_DESCRIPTION, detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\t", "\u0000", "\u007f", "\u001b"})
    void controlCharactersAreRefusedEvenInAComment(String character) {
        assertRefused(
                GOOD + "# " + character + "\n",
                Refusal.BOOT_DESCRIPTION,
                "boot.conf:11: a character that is not printable ASCII");
    }

    @Test
    void unknownKeyIsRefusedWithItsLine() {
        assertRefused(
                GOOD + "colour = red\n",
                Refusal.BOOT_DESCRIPTION,
                "boot.conf:11: unknown key 'colour'");
    }

    @Test
    void descriptionCutAtAnyByteIsRefused() {
        for (int length = 0; length < GOOD.length(); length++) {
            assertRefused(GOOD.substring(0, length), Refusal.BOOT_DESCRIPTION, "boot.conf");
        }
    }

    @ParameterizedTest
    @CsvSource({"54, true", "55, false"})
    void linesAreCounted(int more, boolean fits) throws Refused {
        String text = GOOD + "#\n".repeat(more);
        if (fits) {
            assertThat(read(text)).isEqualTo(read(GOOD));
        } else {
            assertRefused(text, Refusal.BOOT_DESCRIPTION, "boot.conf:65: more than 64 lines");
        }
    }

    @ParameterizedTest
    @CsvSource({"200, true", "201, false"})
    void linesAreMeasured(int length, boolean fits) throws Refused {
        String text = GOOD + "#".repeat(length) + "\n";
        if (fits) {
            assertThat(read(text)).isEqualTo(read(GOOD));
        } else {
            assertRefused(
                    text, Refusal.BOOT_DESCRIPTION, "boot.conf:11: more than 64 lines of 200");
        }
    }

    @Test
    void fileLargerThanAllItsLinesTogetherIsNotReadOn() {
        assertRefused(
                "\n".repeat(64 * 201 + 1),
                Refusal.BOOT_DESCRIPTION,
                "boot.conf: larger than 12864 bytes");
    }

    @Test
    void longestDescriptionIsRead() throws Refused {
        StringBuilder longest = new StringBuilder();
        for (String line : GOOD.split("\n", -1)) {
            longest.append(line).append(" ".repeat(200 - line.length())).append("\n");
        }
        longest.append((" ".repeat(200) + "\n").repeat(53));
        assertThat(longest).hasSize(BootConf.LARGEST);
        assertThat(read(longest.toString())).isEqualTo(read(GOOD));
    }

    @ParameterizedTest
    @CsvSource({
        "file otp.bin, nvmem /x 0",
        "file otp.bin, nvmem /x 1048576",
        "file otp.bin, nvmem /x 000000001",
        "file otp.bin, nvmem /x 0x0000000ff",
        "file state/counter, tpm /x 0x01800000",
        "file state/counter, tpm /x 0x01ffffff",
    })
    void numbersMayBeTheirLimits(String good, String other) throws Refused {
        assertThat(read(GOOD.replace(good, other)).toString()).contains("/x");
    }

    @Test
    void lineThatDoesNotEndIsCounted() {
        assertRefused(
                GOOD + "#", Refusal.BOOT_DESCRIPTION, "boot.conf:11: the last line does not end");
    }

    @Test
    void everyKindOfSourceHasItsForm() throws Refused {
        BootDescription read =
                read(
                        GOOD.replace("file otp.bin", "nvmem /sys/bus/nvmem 0x40")
                                .replace("file state/counter", "tpm /dev/tpmrm0 0x01800001")
                                .replace("file device.key", "mailbox bcm2712")
                                .replace("file identity", "wrapped identity")
                                .replace("= none", "= file /sys/class/watchdog"));
        assertThat(read.sources().otp().number(1)).isEqualTo(0x40);
        assertThat(read.sources().counter().number(1)).isEqualTo(0x01800001);
        assertThat(read.sources().deviceKey()).hasToString("mailbox bcm2712");
        assertThat(read.sources().identity()).hasToString("wrapped identity");
        assertThat(read.sources().resetCause()).hasToString("file /sys/class/watchdog");
    }

    @Test
    void identityCannotBeWrappedByAKeyThatIsNotThere() {
        assertRefused(
                GOOD.replace("file device.key", "none")
                        .replace("file identity", "wrapped identity"),
                Refusal.BOOT_DESCRIPTION,
                "boot.conf: identity = wrapped needs a device-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otp", "counter", "device-key", "identity"})
    void productionChargerHasNoAdapterOfABench(String key) throws Refused {
        String production =
                GOOD.replace("= bench", "= production")
                        .replace("file otp.bin", "mailbox bcm2711")
                        .replace("file state/counter", "tpm /dev/tpmrm0 0x01800000")
                        .replace("file device.key", "none")
                        .replace("file identity", "tpm identity");
        assertThat(read(production).profile()).isEqualTo(Profile.PRODUCTION);
        StringBuilder one = new StringBuilder();
        for (String line : production.split("\n", -1)) {
            one.append(line.startsWith(key) ? key + " = file x" : line).append("\n");
        }
        String spoilt = one.substring(0, one.length() - 1);
        int line = 1 + List.of(spoilt.split("\n", -1)).indexOf(key + " = file x");
        assertRefused(
                spoilt, Refusal.BENCH_ADAPTER, "boot.conf:" + line + ": " + key + " = file x");
    }

    @Test
    void productionChargerTakesNoRunFolderOfABench() throws IOException, Refused {
        Files.writeString(
                temporary.resolve("boot.conf"),
                GOOD.replace("= bench", "= production")
                        .replace("file otp.bin", "mailbox bcm2711")
                        .replace("file state/counter", "tpm /dev/tpmrm0 0x01800000")
                        .replace("file device.key", "none")
                        .replace("file identity", "tpm identity"));
        assertThat(Device.open(temporary, RunFolder.Place.RAM).description().profile())
                .isEqualTo(Profile.PRODUCTION);
        assertThat(refusal(() -> Device.open(temporary, RunFolder.Place.ANYWHERE)))
                .isEqualTo(new Verdict.Refused(Refusal.BENCH_ADAPTER, "--bench"));
    }

    @Test
    void descriptionThatIsMissingOrNoFileIsRefused() throws IOException {
        Path file = temporary.resolve("boot.conf");
        Verdict.Refused none =
                new Verdict.Refused(Refusal.BOOT_DESCRIPTION, file + " cannot be read");
        assertThat(BootDescription.read(temporary)).isEqualTo(new BootDescription.Unusable(none));
        DeviceOnDisk.run(new ProcessBuilder("mkfifo", file.toString()));
        assertThat(BootDescription.read(temporary)).isEqualTo(new BootDescription.Unusable(none));
        Files.delete(file);
        Files.writeString(file, GOOD);
        assertThat(BootDescription.read(temporary)).isInstanceOf(BootDescription.Described.class);
    }

    private static BootDescription read(String text) throws Refused {
        return BootConf.read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertRefused(String text, Refusal cause, String detail) {
        Verdict.Refused refused = refusal(() -> read(text));
        assertThat(refused.detail()).startsWith(detail);
        assertThat(refused.cause()).isEqualTo(cause);
    }

    private interface Reading {
        Object read() throws Refused;
    }

    private static Verdict.Refused refusal(Reading reading) {
        try {
            throw new AssertionError("not refused: " + reading.read());
        } catch (Refused refused) {
            return refused.verdict();
        }
    }
}
