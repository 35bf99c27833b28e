package stanchion.hal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stanchion.hal.Reading;
import stanchion.hal.TamperLatch.Held;
import stanchion.units.Celsius;

/// The drivers on a real kernel's devices: those of the virtual board, which these tests drive from
/// the other side.
@Tag("board")
class BoardTest {
    private static final Path DEVICES = Path.of("/sys/devices/platform");
    private static final Path LINES = DEVICES.resolve("gpio-sim.0/gpiochip0");
    private static final Path WAVES = Path.of("/dev/virtual-waves");
    private static final Path I2C = Path.of("/dev/i2c-0");
    private static final Path SPI = Path.of("/dev/spidev0.0");
    private static final Path WATCHDOG = Path.of("/dev/watchdog0");
    private static final String CHIP = "virtual-gpio";
    private static final int LM75 = 0x48;
    private static final int ADS1115 = 0x4A;

    @BeforeEach
    void aBoardIsThere() {
        assumeTrue(
                Files.exists(LINES),
                "needs the virtual board's devices: run inside ./run virtual-board");
    }

    private static int offset(GpioChip chip, String line) throws IOException {
        return chip.lines().indexOf(line) < 0 ? -1 : chip.offset(line);
    }

    private static String value(GpioChip chip, String line) throws IOException {
        return Files.readString(LINES.resolve("sim_gpio" + offset(chip, line) + "/value")).strip();
    }

    private static void pull(GpioChip chip, String line, String to) throws IOException {
        Files.writeString(LINES.resolve("sim_gpio" + offset(chip, line) + "/pull"), "pull-" + to);
    }

    private static String pwm() throws IOException {
        return Files.readAllLines(DEVICES.resolve("virtual-pwm/applied")).getFirst();
    }

    private static void play(ByteBuffer record) throws IOException {
        byte[] bytes = new byte[record.capacity()];
        record.rewind().get(bytes);
        Files.write(WAVES, bytes); // one record a write
    }

    private static ByteBuffer record(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void outputHasItsLevelFromTheRequestOnAndIsInputAgainWhenGivenBack() throws IOException {
        try (GpioChip chip = GpioChip.byLabel(CHIP)) {
            pull(chip, "CONTACTOR_1", "down");
            try (GpioOutput coil = chip.output("CONTACTOR_1", Level.ACTIVE, Polarity.ACTIVE_HIGH)) {
                assertThat(value(chip, "CONTACTOR_1")).isEqualTo("1");
                assertThat(coil.write(Level.INACTIVE)).isEqualTo(Written.DONE);
                assertThat(value(chip, "CONTACTOR_1")).isEqualTo("0");
                assertThat(coil.toggle()).isEqualTo(Written.DONE);
                assertThat(value(chip, "CONTACTOR_1")).isEqualTo("1");
            }
            assertThat(value(chip, "CONTACTOR_1")).isEqualTo("0");
        }
    }

    @Test
    void severalOutputsOfEitherPolarityAreOneImage() throws IOException {
        try (GpioChip chip = GpioChip.byLabel(CHIP);
                GpioOutputs both =
                        chip.outputs(
                                List.of(
                                        new OutputLine(
                                                "CONTACTOR_1", Level.INACTIVE, Polarity.ACTIVE_LOW),
                                        new OutputLine(
                                                "CONTACTOR_2",
                                                Level.INACTIVE,
                                                Polarity.ACTIVE_HIGH)))) {
            assertThat(value(chip, "CONTACTOR_1") + value(chip, "CONTACTOR_2")).isEqualTo("10");
            assertThat(both.write(both.bit("CONTACTOR_1") | both.bit("CONTACTOR_2")))
                    .isEqualTo(Written.DONE);
            assertThat(value(chip, "CONTACTOR_1") + value(chip, "CONTACTOR_2")).isEqualTo("01");
            assertThat(both.sensed()).isEqualTo(0b11);
            both.write(0);
            assertThat(value(chip, "CONTACTOR_1") + value(chip, "CONTACTOR_2")).isEqualTo("10");
        }
    }

    @Test
    void inputTellsItsChangesWithTheKernelsTime() throws IOException {
        InputLine line =
                new InputLine("MIRROR_OPEN", Polarity.ACTIVE_LOW, Bias.PULL_UP, Edges.BOTH);
        try (GpioChip chip = GpioChip.byLabel(CHIP);
                GpioInput mirror = chip.input(line)) {
            assertThat(mirror.level()).isEqualTo(Sensed.INACTIVE);
            assertThat(mirror.edges()).isEmpty();
            long before = System.nanoTime();
            pull(chip, "MIRROR_OPEN", "down");
            assertThat(mirror.awaitEdge(2000)).isTrue();
            assertThat(mirror.level()).isEqualTo(Sensed.ACTIVE);
            pull(chip, "MIRROR_OPEN", "up");
            assertThat(mirror.awaitEdge(2000)).isTrue();
            List<EdgeEvent> edges = mirror.edges();
            assertThat(edges.getFirst().to()).isEqualTo(Level.ACTIVE);
            assertThat(edges.getFirst().number()).isEqualTo(1);
            assertThat(edges.getFirst().nanos()).isBetween(before, System.nanoTime());
            assertThat(mirror.lost()).isZero();
        }
    }

    @Test
    void lineThatIsTakenOrNotThereIsNamed() throws IOException {
        try (GpioChip chip = GpioChip.byLabel(CHIP);
                GpioOutput taken =
                        chip.output("KEEP_ALIVE", Level.INACTIVE, Polarity.ACTIVE_HIGH)) {
            assertThatThrownBy(() -> chip.output("KEEP_ALIVE", Level.ACTIVE, Polarity.ACTIVE_HIGH))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ask for KEEP_ALIVE: in use");
            assertThatThrownBy(() -> chip.offset("PUMP"))
                    .hasMessageContaining("no line 'PUMP'")
                    .hasMessageContaining("KEEP_ALIVE");
            assertThat(taken.written()).isEqualTo(Level.INACTIVE);
        }
    }

    @Test
    void dutyChangesInOneStepAndThePwmIsTakenOverAfterACrash() throws IOException {
        PwmChannel.Wanted wanted =
                new PwmChannel.Wanted(
                        "virtual-pwm", 0, Duration.ofMillis(1), 1_000_000, Polarity.ACTIVE_HIGH);
        try (PwmChannel pilot = PwmChannel.open(Roots.SYSTEM, wanted)) {
            assertThat(pwm()).startsWith("0 1000000 1000000 1 0 ");
            long before = Long.parseLong(pwm().split(" ", -1)[5]);
            assertThat(pilot.duty(266_667)).isEqualTo(Written.DONE);
            assertThat(pwm()).isEqualTo("0 1000000 266667 1 0 " + (before + 1));
            pilot.duty(0);
            assertThat(pwm()).startsWith("0 1000000 0 1 0 ");
            pilot.duty(1_000_000);
            assertThatThrownBy(() -> pilot.duty(1_000_001)).hasMessageContaining("1000001 ns");
        }
        PwmChannel.Wanted other = // shorter than the duty that is left, and turned round
                new PwmChannel.Wanted(
                        "virtual-pwm", 0, Duration.ofNanos(500_000), 100_000, Polarity.ACTIVE_LOW);
        try (PwmChannel again = PwmChannel.open(Roots.SYSTEM, other)) {
            assertThat(pwm()).startsWith("0 500000 100000 1 1 ");
            assertThat(again.sensedDutyNanos()).isEqualTo(100_000);
        }
        PwmChannel.open(Roots.SYSTEM, wanted).close();
        assertThat(pwm()).startsWith("0 1000000 1000000 1 0 ");
    }

    @Test
    void burstOfConversionsReadsTheWaveInOrder() throws IOException {
        try (Mcp3208 adc = Mcp3208.open(SPI, 600_000)) {
            assertThat(adc.rate()).isEqualTo(20_000);
            play(record(10).put((byte) 1).put((byte) 0).putLong(20_000_000));
            ByteBuffer wave = record(1 + 2 * 4000).put((byte) 2);
            for (short i = 0; i < 4000; i++) {
                wave.putShort(i);
            }
            play(record(4).put((byte) 3).put((byte) 1).putShort((short) 2748));
            Mcp3208.Burst burst = adc.burst(List.of(0, 0, 0, 0, 0, 0, 0, 0, 1));
            for (int i = 0; i < 8; i++) {
                play(wave); // 1.6 s of it: whoever loads classes meanwhile is not behind its end
            }
            assertThat(adc.convert(burst)).isEqualTo(Written.DONE);
            int first = burst.code(0);
            for (int i = 1; i < 8; i++) {
                assertThat((burst.code(i) - first + 4000) % 4000).isBetween(i - 1, i + 1);
            }
            assertThat(burst.code(8)).isEqualTo(2748);
        }
    }

    @Test
    void framesComeInOrderAndALostOneShowsInTheirNumbers() throws IOException {
        play(record(10).put((byte) 4).put((byte) 2).putLong(4_000_000));
        IioBuffer.Wanted wanted =
                new IioBuffer.Wanted(
                        "virtual-mains",
                        Optional.empty(),
                        List.of("in_voltage1", "in_voltage0"),
                        4000);
        try (IioBuffer mains = IioBuffer.open(Roots.SYSTEM, wanted)) {
            ByteBuffer frames = record(1 + 8 * 100).put((byte) 5);
            for (int i = 0; i < 100; i++) {
                frames.putInt(i).putInt(-i);
            }
            play(frames);
            int[] codes = new int[2 * 200];
            assertThat(mains.read(codes, 2000)).isEqualTo(100);
            assertThat(mains.firstFrame()).isZero();
            assertThat(codes[2 * 99]).isEqualTo(-99);
            assertThat(codes[2 * 99 + 1]).isEqualTo(99);
            for (int i = 0; i < 60; i++) {
                play(frames); // 1.5 s, more than the kernel keeps
            }
            long taken = 100;
            int read;
            while ((read = mains.read(codes, 0)) > 0) {
                taken += read;
            }
            play(frames);
            long last = 0;
            while ((read = mains.read(codes, 100)) > 0) {
                taken += read;
                last = mains.firstFrame() + read - 1;
            }
            assertThat(mains.lost()).isPositive().isEqualTo(6200 - taken);
            assertThat(last).isEqualTo(6199);
        }
    }

    @Test
    void registersAreReadThroughPi4jAndBesideIt() throws IOException {
        Path sim = DEVICES.resolve("virtual-i2c");
        Files.writeString(sim.resolve("temperature"), Integer.toString(0x1980));
        Files.writeString(sim.resolve("inputs"), "100 -200 300 400");
        try (Pi4jIo io = Pi4jIo.open(Roots.SYSTEM, CHIP);
                I2cTemperature beside = I2cTemperature.open(I2C, LM75);
                Ads1115 adc = Ads1115.open(I2C, ADS1115)) {
            I2cTemperature through = I2cTemperature.on(io.i2c(0, LM75), "LM75");
            assertThat(through.read()).isEqualTo(new Reading.Present<>(new Celsius(25.5)));
            assertThat(beside.read()).isEqualTo(through.read());
            assertThat(adc.begin(1)).isEqualTo(Written.DONE);
            assertThat(adc.code()).isEqualTo(-200);
        }
    }

    @Test
    void latchOfAClockChipIsReadAndArmedAgainThroughTheKernelsDriver() throws IOException {
        Path event = DEVICES.resolve("virtual-i2c/event");
        Path rearmed = DEVICES.resolve("virtual-i2c/rearmed");
        int before = Integer.parseInt(Files.readString(rearmed).strip());
        Instant opened = Instant.parse("2026-11-24T23:59:58Z");
        Files.writeString(event, "1 " + opened.getEpochSecond());
        RtcTamperLatch latch = RtcTamperLatch.open(Roots.SYSTEM, "rtc-rv3028");
        assertThat(latch.held()).isEqualTo(new Held.Tripped(Optional.of(opened)));
        latch.rearm();
        assertThat(latch.held()).isEqualTo(new Held.Armed());
        assertThat(Files.readString(rearmed).strip()).isEqualTo(String.valueOf(before + 1));
        Files.writeString(event, "1"); // a stamp that is no date
        assertThat(latch.held()).isEqualTo(new Held.Tripped(Optional.empty()));
        Files.writeString(event, "0");
        assertThat(latch.held()).isEqualTo(new Held.Armed());
    }

    @Test
    void linesAndPilotGoThroughPi4j() throws IOException {
        OutputLine pump = new OutputLine("KEEP_ALIVE", Level.ACTIVE, Polarity.ACTIVE_LOW);
        InputLine lid = new InputLine("LID_CLOSED", Polarity.ACTIVE_LOW, Bias.PULL_UP, Edges.NONE);
        try (Pi4jIo io = Pi4jIo.open(Roots.SYSTEM, CHIP)) {
            assertThat(io.providers()).hasSize(5).allMatch(name -> name.startsWith("stanchion."));
            OutputPin keepAlive = io.output(pump);
            assertThat(value(io.chip(), "KEEP_ALIVE")).isEqualTo("0");
            assertThat(keepAlive.toggle()).isEqualTo(Written.DONE);
            assertThat(value(io.chip(), "KEEP_ALIVE")).isEqualTo("1");
            InputPin closed = io.input(lid);
            pull(io.chip(), "LID_CLOSED", "down");
            assertThat(closed.level()).isEqualTo(Sensed.ACTIVE);
            OutputLine coil = new OutputLine("CONTACTOR_2", Level.INACTIVE, Polarity.ACTIVE_HIGH);
            GpioOutputs taken = io.chip().outputs(List.of(coil));
            assertThatThrownBy(() -> io.output(coil))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ask for CONTACTOR_2: in use");
            taken.close();
            keepAlive.close();
            assertThat(io.output(pump).written()).isEqualTo(Level.ACTIVE);
            PwmChannel pilot =
                    io.pwm(
                            new PwmChannel.Wanted(
                                    "virtual-pwm",
                                    1,
                                    Duration.ofMillis(1),
                                    1_000_000,
                                    Polarity.ACTIVE_HIGH));
            assertThat(pilot.duty(533_333)).isEqualTo(Written.DONE);
            assertThat(pilot.sensedDutyNanos()).isEqualTo(533_333);
        }
    }

    @Test
    void watchdogTakesItsLimitAndStandsDownInOrderOnly() throws IOException {
        Watchdog watchdog = Watchdog.open(WATCHDOG, Duration.ofSeconds(30));
        assertThat(watchdog.limit()).isEqualTo(Duration.ofSeconds(30));
        assertThat(watchdog.feed()).isEqualTo(Written.DONE);
        assertThat(watchdog.secondsLeft()).isIn(-1, 28, 29, 30); // where the driver tells it
        watchdog.close(); // goes on counting: the state is told by the kernel
        Path state = Path.of("/sys/class/watchdog/watchdog0/state");
        assumeTrue(Files.exists(state), "the kernel tells no state of its watchdog");
        assertThat(Files.readString(state).strip()).isEqualTo("active");
        Watchdog.open(WATCHDOG, Duration.ofSeconds(30)).standDown();
        assertThat(Files.readString(state).strip()).isEqualTo("inactive");
    }
}
