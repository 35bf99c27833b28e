package stanchion.bench.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import stanchion.bench.broker.BrokerClient;
import stanchion.bench.broker.HiveBroker;
import stanchion.bench.page.Live;
import stanchion.bench.process.Child;
import stanchion.bench.process.FreePort;
import stanchion.bench.process.JavaCommand;
import stanchion.bench.process.Patience;
import stanchion.bench.report.Ledger;
import stanchion.release.AotTraining;
import stanchion.release.CacheFile;
import stanchion.release.DeviceFolder;
import stanchion.release.Firmware;
import stanchion.release.ReleaseException;

/// One short day in the life of a charger, lived through so that charger and gateway can be started
/// faster ever after: verified, started, connected to a broker, a vehicle charged and gone.
///
/// ```text
/// firmware ─► verified copy ─► both processes record ─► both end ─► firmware with two caches
/// ```
public final class AotLesson {
    private static final Duration COMES_UP = Duration.ofSeconds(60);
    private static final Duration STEADY = Duration.ofSeconds(2);
    private static final Duration WRITES_THE_RECORDING = Duration.ofSeconds(60);
    private static final List<String> VEHICLE_COMES =
            List.of("plug cable 32A", "s2 close", "draw 16A phases 3");
    private static final List<String> VEHICLE_GOES = List.of("s2 open", "unplug");

    private final Path home;
    private final Folders folders;
    private final Closing closing = new Closing();

    private AotLesson(Path home, Folders folders) {
        this.home = home;
        this.folders = folders;
        closing.last(folders::remove);
    }

    /// `firmware` with the caches of both processes, trained on this machine for its Java.
    ///
    /// @param home the built project
    public static Firmware teach(Path home, Firmware firmware)
            throws ReleaseException, InterruptedException {
        AotLesson lesson = new AotLesson(home, Folders.create(new Setup.Ground.Bench()));
        try {
            return lesson.run(firmware);
        } catch (BenchTrouble trouble) {
            throw new ReleaseException("the caches cannot be trained", trouble);
        } finally {
            lesson.closing.close();
        }
    }

    private Firmware run(Firmware firmware) throws ReleaseException, InterruptedException {
        DeviceFolder.create(new DeviceFolder.Order(folders.device(), "training", firmware));
        Verifier.verify(home, folders.device(), folders);
        AotTraining charger = training(CacheFile.CHARGER);
        AotTraining gateway = training(CacheFile.GATEWAY);
        live(new DeviceView(folders.device()), charger, gateway);
        Firmware faster = CacheFile.CHARGER.into(firmware, charger.cache());
        return CacheFile.GATEWAY.into(faster, gateway.cache());
    }

    private AotTraining training(CacheFile cache) {
        return new AotTraining(cache, folders.run(), folders.base());
    }

    private void live(DeviceView device, AotTraining chargers, AotTraining gateways)
            throws ReleaseException {
        Child simulator = closing.add(simulator());
        HiveBroker broker =
                closing.add(new HiveBroker(folders.broker(), FreePort.any(), device.broker()));
        broker.start();
        ChargerSight sight = new ChargerSight(device.id(), new Ledger(), new Live(), _ -> {});
        BrokerClient ear =
                closing.add(new BrokerClient(broker.port(), device.listener(), sight::accept));
        ear.start();
        await(() -> Files.exists(folders.control()), "the simulator does not come up");
        Child charger = closing.add(start("charger", chargers.recording(charger(device))));
        Child gateway =
                closing.add(start("gateway", gateways.recording(gateway(device, broker.port()))));
        await(() -> sight.shown().isPresent(), "charger and gateway are not heard");
        aVehicleComesAndGoes();
        gateway.end(WRITES_THE_RECORDING);
        charger.end(WRITES_THE_RECORDING);
        simulator.close();
    }

    private void aVehicleComesAndGoes() {
        try (Simulator world = Simulator.connect(folders.control())) {
            act(world, VEHICLE_COMES);
            await(() -> charges(world), "the charger does not charge");
            Patience.until(STEADY, () -> false);
            act(world, VEHICLE_GOES);
            await(() -> !charges(world), "the charger does not open");
            Patience.until(STEADY, () -> false);
        }
    }

    private static boolean charges(Simulator world) {
        return world.truth().get("contactor").getAsString().equals("closed");
    }

    private static void act(Simulator world, List<String> lines) {
        for (String line : lines) {
            world.act(line)
                    .ifPresent(refusal -> {
                        throw new BenchTrouble(70, line + ": " + refusal);
                    });
        }
    }

    private static void await(BooleanSupplier so, String otherwise) {
        if (!Patience.until(COMES_UP, so)) {
            throw new BenchTrouble(70, otherwise);
        }
    }

    private Child simulator() {
        return Child.start("simulator", CommandLines.simulator(folders), folders.log("simulator"));
    }

    private Child start(String process, List<String> command) {
        return Child.start(process, JavaCommand.in(folders.run(), command), folders.log(process));
    }

    private List<String> charger(DeviceView device) {
        return List.of(
                "--board", folders.run().resolve("app").resolve("board.conf").toString(),
                "--state", device.state().toString(),
                "--link", folders.link().toString(),
                "--terminals", folders.terminals().toString());
    }

    private List<String> gateway(DeviceView device, int port) {
        return List.of(
                "--link", folders.link().toString(),
                "--state", device.state().toString(),
                "--identity", device.identity().toString(),
                "--broker", "ssl://localhost:" + port);
    }
}
