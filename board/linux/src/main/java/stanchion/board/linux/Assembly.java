package stanchion.board.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import stanchion.board.LinuxWiring;
import stanchion.board.LinuxWiring.I2c;
import stanchion.board.LinuxWiring.MainsConverter;
import stanchion.board.LinuxWiring.Proximity;
import stanchion.board.LinuxWiring.Spi;
import stanchion.board.linux.LinuxBoard.Worker;
import stanchion.hal.Absence;
import stanchion.hal.BoardProfile;
import stanchion.hal.Reading;
import stanchion.hal.linux.Ads1115;
import stanchion.hal.linux.Ads131m04;
import stanchion.hal.linux.Ads131m04Group;
import stanchion.hal.linux.Bias;
import stanchion.hal.linux.Edges;
import stanchion.hal.linux.FrameSource;
import stanchion.hal.linux.GpioChip;
import stanchion.hal.linux.HwmonTemperature;
import stanchion.hal.linux.I2cTemperature;
import stanchion.hal.linux.IioBuffer;
import stanchion.hal.linux.InputLine;
import stanchion.hal.linux.OneWireTemperature;
import stanchion.hal.linux.PersistentOutputs;
import stanchion.hal.linux.Pi4jIo;
import stanchion.hal.linux.Polarity;
import stanchion.hal.linux.Roots;
import stanchion.hal.linux.Temperature;
import stanchion.hal.linux.Written;
import stanchion.units.Celsius;
import stanchion.units.Hertz;

/// Opens everything a description names, outputs first and safe.
final class Assembly {
    /// The loop comes every 10 ms; half a second of frames waits for a late one.
    private static final double RING_SECONDS = 0.5;

    private static final Duration TEMPERATURE_EVERY = Duration.ofSeconds(1);
    private static final Duration TEMPERATURE_STALE = Duration.ofSeconds(5);

    /// Two reads, one to begin a conversion and one to fetch it, stay below the 98 ms for which a
    /// plug is debounced.
    private static final Duration PROXIMITY_EVERY = Duration.ofMillis(10);

    private static final Duration PROXIMITY_STALE = Duration.ofMillis(100);

    /// The code of an open contact, for a converter that is silent: no cable.
    private static final int NO_CABLE = 32_767;

    private final Roots roots;
    private final LinuxWiring wiring;
    private final Opening opening;
    private final List<Worker> threads = new ArrayList<>();

    private Assembly(Roots roots, LinuxWiring wiring, Opening opening) {
        this.roots = roots;
        this.wiring = wiring;
        this.opening = opening;
    }

    /// The board, its outputs safe; nothing is left open when something is refused.
    static LinuxBoard board(Roots roots, BoardProfile profile, LinuxWiring wiring)
            throws IOException {
        PersistentOutputs.refuse(roots);
        try (Opening opening = new Opening()) {
            Pi4jIo io =
                    opening.of("gpio-chip", () -> Pi4jIo.open(roots, wiring.chip()), Pi4jIo::close);
            LinuxBoard.Parts parts = new Assembly(roots, wiring, opening).parts(profile, io);
            opening.succeeded();
            long period = wiring.pilot().pwm().period().toNanos();
            return new LinuxBoard(profile, wiring.supply(), period, parts);
        }
    }

    private LinuxBoard.Parts parts(BoardProfile profile, Pi4jIo io) throws IOException {
        KernelDrive drive = KernelDrive.open(roots, io, wiring);
        opening.keep(drive::close);
        opening.keep(drive::standDown);
        PilotRing pilot = pilot(io);
        MainsRing mains = mains(io.chip(), profile.analog().mainsRate());
        Poller<Celsius> thermometer = temperature();
        return new LinuxBoard.Parts(
                drive, pilot, mains, thermometer::latest, threads, System::nanoTime);
    }

    private PilotRing pilot(Pi4jIo io) throws IOException {
        IntSupplier proximity = proximity();
        InputLines inputs =
                opening.of("inputs", () -> InputLines.open(io, wiring.inputs()), InputLines::close);
        PilotSource source =
                opening.of(
                        "pilot-bus",
                        () -> PilotSource.open(roots, wiring, proximity, inputs),
                        PilotSource::close);
        PilotRing ring = new PilotRing(wiring.pilot().burst());
        PilotSampler sampler = new PilotSampler(source, ring);
        threads.add(new Worker("sampler", sampler, sampler::stop, source::close));
        return ring;
    }

    private IntSupplier proximity() throws IOException {
        if (!(wiring.proximity() instanceof Proximity.Ads1115(I2c at, int channel))) {
            return () -> NO_CABLE;
        }
        Ads1115 converter =
                opening.of(
                        "proximity-bus", () -> Ads1115.open(bus(at), at.address()), Ads1115::close);
        Poller<Integer> poller =
                new Poller<>(() -> proximity(converter, channel), PROXIMITY_EVERY, PROXIMITY_STALE);
        threads.add(new Worker("proximity", poller, poller::stop, converter::close));
        return () ->
                poller.latest(System.nanoTime()) instanceof Reading.Present<Integer>(Integer code)
                        ? code
                        : NO_CABLE;
    }

    /// Fetches the conversion begun last time, and begins another.
    private static Reading<Integer> proximity(Ads1115 converter, int channel) {
        int code = converter.code();
        boolean begun = converter.begin(channel) == Written.DONE;
        return begun && code != Ads1115.NO_ANSWER
                ? new Reading.Present<>(code)
                : new Reading.Missing<>(Absence.SILENT);
    }

    private MainsRing mains(GpioChip chip, Hertz rate) throws IOException {
        LinuxWiring.Mains wired = wiring.mains();
        FrameSource source =
                switch (wired.converter()) {
                    case MainsConverter.Iio(var device, var trigger) -> {
                        IioBuffer.Wanted wanted =
                                new IioBuffer.Wanted(
                                        device, trigger, inputs(wired.channels()), rate.value());
                        yield opening.of(
                                "mains-device",
                                () -> IioBuffer.open(roots, wanted),
                                FrameSource::close);
                    }
                    case MainsConverter.Ads131m04 chips -> group(chip, chips, rate);
                };
        boolean inOrder = wired.converter() instanceof MainsConverter.Iio;
        int channels = wired.channels().size();
        List<Integer> places =
                inOrder ? IntStream.range(0, channels).boxed().toList() : wired.channels();
        MainsRing ring = new MainsRing(channels, (int) (rate.value() * RING_SECONDS));
        MainsSampler sampler = new MainsSampler(source, places, ring);
        threads.add(new Worker("mains", sampler, sampler::stop, source::close));
        return ring;
    }

    private static List<String> inputs(List<Integer> channels) {
        return channels.stream().map(channel -> "in_voltage" + channel).toList();
    }

    private FrameSource group(GpioChip chip, MainsConverter.Ads131m04 wired, Hertz rate)
            throws IOException {
        List<Ads131m04> chips = new ArrayList<>();
        for (Spi spi : wired.chips()) {
            chips.add(
                    opening.of(
                            "mains-bus-" + (chips.size() + 1),
                            () ->
                                    Ads131m04.open(
                                            roots.dev().resolve(spi.device()),
                                            spi.clockHz(),
                                            wired.oversampling(),
                                            wired.gain()),
                            Ads131m04::close));
        }
        LinuxWiring.Line ready = wired.ready();
        boolean high = ready.active() == LinuxWiring.Active.HIGH;
        InputLine line =
                new InputLine(
                        ready.name(),
                        high ? Polarity.ACTIVE_HIGH : Polarity.ACTIVE_LOW,
                        Bias.NONE,
                        Edges.RISING);
        return opening.of(
                "mains-ready",
                () -> new Ads131m04Group(chips, chip.input(line), rate.value()),
                FrameSource::close);
    }

    private Poller<Celsius> temperature() throws IOException {
        Temperature sensor =
                opening.of(
                        "temperature-sensor",
                        () ->
                                switch (wiring.temperature()) {
                                    case LinuxWiring.Temperature.Lm75(I2c at) ->
                                            I2cTemperature.open(bus(at), at.address());
                                    case LinuxWiring.Temperature.Hwmon(String name) ->
                                            HwmonTemperature.open(roots, name);
                                    case LinuxWiring.Temperature.OneWire(String device) ->
                                            OneWireTemperature.open(roots, device);
                                },
                        Temperature::close);
        Poller<Celsius> poller = new Poller<>(sensor::read, TEMPERATURE_EVERY, TEMPERATURE_STALE);
        threads.add(new Worker("temperature", poller, poller::stop, sensor::close));
        return poller;
    }

    private Path bus(I2c at) {
        return roots.dev().resolve(at.bus());
    }
}
