package stanchion.bench.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import stanchion.bench.broker.BrokerClient;
import stanchion.bench.broker.BrokerFiles;
import stanchion.bench.broker.Delivery;
import stanchion.bench.broker.MosquittoBroker;
import stanchion.bench.process.Patience;
import stanchion.fleet.mqtt.Identity;

/// Boots an image for a test in QEMU, looks into it and at what it sends, alters it and looks
/// again. Each line says what was seen; a wrong one begins with `WRONG`.
public final class ImageCheck {
    /// Under emulation, on a machine that does other things too.
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(12);

    private static final Duration TELEMETRY_LIMIT = Duration.ofMinutes(3);
    private static final double MOST_EXPOSED = 2.0;

    /// Behind the file system's header stand, in this order, the verifier, the C library and the
    /// Java virtual machine: [RootImage] packs them first.
    private static final Map<String, Long> INSIDE =
            Map.of("verifier", 40_000L, "C library", 420_000L, "Java virtual machine", 4_000_000L);

    private final ImageOrder order;
    private final Path image;
    private final Steps steps;
    private final Path folder;
    private final Map<String, String> heard = new ConcurrentHashMap<>();
    private int wrong;

    public ImageCheck(ImageOrder order, Path image, Steps steps) {
        this.order = order;
        this.image = image;
        this.steps = steps;
        this.folder = image.resolveSibling(image.getFileName() + ".check");
    }

    /// Boots good, refused and altered, in this order.
    ///
    /// @param quiet how long the refused charger is listened to
    /// @return exit status: 0 when nothing was wrong
    public int run(Duration quiet) throws ImageException, InterruptedException {
        Tool.require(Map.of(Machine.program(order.recipe()), "qemu-system", "mcopy", "mtools"));
        if (!MosquittoBroker.isInstalled()) {
            throw new ImageException("programs are missing: sudo apt install mosquitto");
        }
        Path disk = copy("card");
        bootRom(disk);
        BrokerFiles files = brokerFiles();
        int port = Integer.parseInt(order.broker().replaceAll(".*:", ""));
        try (MosquittoBroker broker = new MosquittoBroker(folder.resolve("broker"), port, files)) {
            broker.start();
            try (BrokerClient client = new BrokerClient(port, listener(), this::hear)) {
                client.start();
                good(disk);
                heard.clear();
                refused(disk, quiet);
            }
        }
        for (String part : List.of("C library", "Java virtual machine", "verifier")) {
            altered(part);
        }
        steps.step(wrong == 0 ? "nothing was wrong" : wrong + " things were WRONG");
        return wrong == 0 ? 0 : 1;
    }

    private BrokerFiles brokerFiles() throws ImageException {
        Path maker = order.device().resolve("maker");
        return new BrokerFiles(
                maker.resolve("broker.p12"),
                maker.resolve("ca.p12"),
                password(maker),
                maker.resolve("broker.pem"),
                maker.resolve("broker.key.pem"),
                maker.resolve("ca.pem"));
    }

    private Identity listener() throws ImageException {
        Path maker = order.device().resolve("maker");
        return new Identity(maker.resolve("bench.p12"), maker.resolve("ca.p12"), password(maker));
    }

    private static String password(Path maker) throws ImageException {
        try {
            return Files.readString(maker.resolve("password")).strip();
        } catch (IOException missing) {
            throw new ImageException(maker + ": no maker's folder", missing);
        }
    }

    private void hear(Delivery delivery) {
        String topic = delivery.topic();
        heard.put(
                topic.substring(topic.indexOf('/', "stanchion/v1/".length()) + 1), delivery.text());
    }

    private void bootRom(Path disk) throws ImageException, InterruptedException {
        BootKey key = BootKey.read(order.bootKey());
        new SoftBootRom(key).start(disk, folder.resolve("rom"));
        steps.step("boot ROM (emulated): the boot volume's signature holds");
        Path bent = copy("bent");
        flip(bent, DiskLayout.TABLE.of("boot-a").offset() + 8L * 1024 * 1024);
        try {
            new SoftBootRom(key).start(bent, folder.resolve("rom"));
            judge(false, "a boot volume with one bit flipped starts");
        } catch (ImageException refused) {
            judge(refused.line().startsWith("BOOT ROM REFUSED"), refused.line());
        }
    }

    private void good(Path disk) throws ImageException, InterruptedException {
        steps.step("switched on: a new card");
        String script =
                look()
                        + "printf ' ' >>/var/lib/stanchion/slots/A/board.conf; sync; systemctl"
                        + " poweroff\n";
        try (Machine machine = machine(disk, "good", script)) {
            judge(machine.says("BOOT A ", BOOT_LIMIT), "the verifier's verdict: BOOT A");
            steps.step("verdict after " + seconds(machine) + " s");
            judge(
                    Patience.until(TELEMETRY_LIMIT, () -> "online".equals(heard.get("status"))),
                    "telemetry: the broker outside has " + heard.keySet());
            judge(machine.says("== end", BOOT_LIMIT), "the image answers");
            Answers answers = new Answers(machine.answers());
            common(answers);
            exposed(answers, "stanchion-charger");
            exposed(answers, "stanchion-gateway");
            steps.detail("units: " + answers.section("units").replace("\n", ", "));
            machine.ends(BOOT_LIMIT);
            steps.step("switched off after " + seconds(machine) + " s; a byte was added to slot A");
        }
        packets("good");
    }

    private void refused(Path disk, Duration quiet) throws ImageException, InterruptedException {
        steps.step("switched on again, listening for " + quiet.toMinutes() + " min");
        try (Machine machine = machine(disk, "refused", look())) {
            judge(machine.says("NOTIFY-ONLY", BOOT_LIMIT), "the verifier's verdict: NOTIFY-ONLY");
            steps.step("verdict after " + seconds(machine) + " s");
            judge(
                    Patience.until(
                            TELEMETRY_LIMIT,
                            () -> heard.containsKey("boot") && heard.containsKey("event")),
                    "maker and owner are told: " + heard.keySet());
            steps.detail("event: " + Optional.ofNullable(heard.get("event")).orElse("none"));
            judge(machine.says("== end", BOOT_LIMIT), "the image answers");
            Answers answers = new Answers(machine.answers());
            common(answers);
            exposed(answers, "stanchion-notify");
            String units = answers.section("units");
            judge(!units.contains("charger active"), "units: " + units.replace("\n", ", "));
            if (quiet.compareTo(machine.running()) > 0) {
                TimeUnit.MILLISECONDS.sleep(quiet.minus(machine.running()).toMillis());
            }
            judge(
                    heard.keySet().stream()
                            .allMatch(topic -> topic.equals("boot") || topic.equals("event")),
                    "the broker has nothing else: " + heard.keySet());
        }
        packets("refused");
    }

    private void common(Answers answers) {
        String listening = answers.section("listening");
        judge(listening.isEmpty(), "ss -lntup prints '" + listening + "'");
        steps.detail("failed units: '" + answers.section("failed").replace("\n", ", ") + "'");
    }

    private void exposed(Answers answers, String unit) {
        double level = answers.exposure(unit);
        judge(level <= MOST_EXPOSED, "systemd-analyze security " + unit + ": " + level);
    }

    private void packets(String start) throws ImageException {
        PacketCapture capture = PacketCapture.read(folder.resolve(start).resolve("packets"));
        steps.detail("sent: " + capture.sent());
        String broker = order.broker().substring("ssl://".length());
        judge(
                capture.unexpected(broker).isEmpty(),
                "sent besides ARP, DHCP, DNS and to the broker: " + capture.unexpected(broker));
    }

    private void altered(String part) throws ImageException, InterruptedException {
        Path disk = copy("altered");
        flip(
                disk,
                DiskLayout.TABLE.of("root-a").offset()
                        + Optional.ofNullable(INSIDE.get(part)).orElseThrow());
        steps.step("switched on with another " + part + " in the root");
        try (Machine machine = machine(disk, "altered", look())) {
            boolean ended = machine.ends(BOOT_LIMIT);
            String console = machine.console();
            judge(
                    ended
                            && console.contains("dm-verity device corrupted")
                            && !console.contains("BOOT A "),
                    "it does not boot: dm-verity ends it after " + seconds(machine) + " s");
        }
    }

    private Machine machine(Path disk, String name, String script)
            throws ImageException, InterruptedException {
        SoftBootRom rom = new SoftBootRom(BootKey.read(order.bootKey()));
        Path own = folder.resolve(name);
        return Machine.start(order, new Machine.Start(disk, rom.start(disk, own), own, script));
    }

    private String look() throws ImageException {
        Path script = order.recipe().folder().resolve("test/look");
        try {
            return Files.readString(script);
        } catch (IOException missing) {
            throw new ImageException(script + ": cannot be read", missing);
        }
    }

    private Path copy(String name) throws ImageException, InterruptedException {
        Path copy = folder.resolve(name);
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new ImageException(folder + ": cannot be made", failed);
        }
        Tool.output(List.of("cp", "--sparse=always", image.toString(), copy.toString()));
        return copy;
    }

    private static void flip(Path file, long at) throws ImageException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            int old = open.read();
            open.seek(at);
            open.write(old ^ 1);
        } catch (IOException failed) {
            throw new ImageException(file + ": cannot be altered", failed);
        }
    }

    private void judge(boolean good, String what) {
        wrong += good ? 0 : 1;
        steps.detail((good ? "ok     " : "WRONG  ") + what);
    }

    private static String seconds(Machine machine) {
        return Long.toString(machine.running().toSeconds());
    }
}
