package stanchion.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stanchion.image.ImageBuild;
import stanchion.image.ImageException;
import stanchion.image.ImageOrder;
import stanchion.image.Recipe;
import stanchion.image.Steps;
import stanchion.image.TestDevice;
import stanchion.image.check.GuestMachine;
import stanchion.image.check.ImageCheck;
import stanchion.image.check.Verdicts;
import stanchion.image.disk.BootKey;
import stanchion.machine.Cache;

/// `./run image`: the image of a charger.
@Command(
        name = "image",
        mixinStandardHelpOptions = true,
        description = {
            "Make the image of a charger from Debian 13's packages; needs no root.",
            "Read-only root under dm-verity, signed boot volume, A/B, encrypted data partition.",
            "With --check: an image for a test, booted in QEMU and looked into."
        })
public final class ImageCommand implements Callable<Integer> {
    private static final String TEST_BROKER = "ssl://" + GuestMachine.PEER;

    @Option(
            names = "--board",
            required = true,
            paramLabel = "NAME",
            description = "A folder of board/image/boards: cm4-reference, virtual, qemu-arm64.")
    private String board = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Default: target/image/BOARD.img")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--device",
            paramLabel = "DIR",
            description = "Device folder: its roots and the signed version in its slot A go in.")
    private Optional<Path> device = Optional.empty();

    @Option(
            names = "--broker",
            paramLabel = "URI",
            description = "ssl://HOST:PORT, the one peer that the firewall lets through.")
    private Optional<String> broker = Optional.empty();

    @Option(
            names = "--boot-key",
            paramLabel = "PEM",
            description = "RSA key with 2048 bits that signs the boot volume.")
    private Optional<Path> bootKey = Optional.empty();

    @Option(
            names = "--maker",
            paramLabel = "FILE",
            description = {
                "What its maker publishes, as JSON: contact, supportedUntil, instructions;",
                "the charger tells it in info."
            })
    private Optional<Path> maker = Optional.empty();

    @Option(
            names = "--firmware",
            paramLabel = "DIR",
            description = "start4.elf and fixup4.dat, which Debian's main does not hold.")
    private Optional<Path> firmware = Optional.empty();

    @Option(
            names = "--test",
            description = {
                "NOT FOR PRODUCTION: console on, identity inside, obeys a script of the machine.",
                "Makes device folder, broker address and boot key where none are given."
            })
    private boolean test;

    @Option(
            names = "--check",
            paramLabel = "PART",
            arity = "0..1",
            fallbackValue = "all",
            description = {
                "Make a --test image where none is, boot it in QEMU and judge what is seen:",
                "inspect, start, notify, tamper; all of them when none is named, of a board",
                "that QEMU does not have inspect alone."
            })
    private Optional<String> check = Optional.empty();

    @Option(
            names = "--twice",
            description = "Make it a second time, and judge whether it is the same to the byte.")
    private boolean twice;

    @Option(
            names = "--quiet-seconds",
            paramLabel = "SECONDS",
            description =
                    "How long the charger with the altered slot is listened to, from its start."
                            + " Default: ${DEFAULT-VALUE}; 600 for the ten minutes.")
    private int quietSeconds = 120;

    @Override
    public Integer call() {
        try {
            ImageOrder order = order();
            Path image = out.orElse(folder().resolve(board + (isTest() ? "-test.img" : ".img")));
            Verdicts verdicts = new Verdicts(System.out);
            Building building = file -> build(order, file);
            if (check.isEmpty() || !Files.exists(image)) {
                building.into(image);
            }
            if (twice) {
                again(building, image, verdicts);
            }
            if (check.isPresent()) {
                Set<ImageCheck.Part> parts = ImageCheck.parts(check.get(), order);
                new ImageCheck(order, image, verdicts).run(parts, Duration.ofSeconds(quietSeconds));
            }
            return twice || check.isPresent() ? verdicts.sum() : 0;
        } catch (IOException | IllegalArgumentException refused) {
            System.err.println("image: " + refused.getMessage());
            return Home.WRONG_INPUT;
        }
    }

    private void build(ImageOrder order, Path image) throws IOException {
        new ImageBuild(order, new Steps(System.out), build -> fit(order, build)).into(image);
    }

    /// Two builds of the same are the same bytes.
    private static void again(Building building, Path image, Verdicts verdicts) throws IOException {
        Path second = image.resolveSibling(image.getFileName() + ".again");
        try {
            building.into(second);
            String first = Cache.sha256(image);
            String other = Cache.sha256(second);
            verdicts.judge(first.equals(other), "built twice", first, other);
        } finally {
            Files.deleteIfExists(second);
        }
    }

    private interface Building {
        void into(Path image) throws IOException;
    }

    private boolean isTest() {
        return test || (check.isPresent() && bootKey.isEmpty());
    }

    private ImageOrder order() throws IOException {
        Recipe recipe = Recipe.read(Home.folder(), board);
        Path key = bootKey.orElse(folder().resolve("test-boot-key.pem"));
        if (isTest()) {
            BootKey.ofTest(key);
        } else if (Stream.of(device, broker, bootKey, maker).anyMatch(Optional::isEmpty)) {
            throw new ImageException(
                    "an image for a customer needs --device, --broker, --boot-key and --maker;"
                            + " or say --test");
        }
        return new ImageOrder(
                Home.folder(),
                recipe,
                isTest() ? ImageOrder.Purpose.TEST : ImageOrder.Purpose.PRODUCTION,
                device.orElse(folder().resolve(board + "-device")).toAbsolutePath(),
                broker.orElse(TEST_BROKER),
                maker,
                key,
                firmware);
    }

    private void fit(ImageOrder order, String javaBuild) throws IOException {
        if (device.isEmpty()) {
            TestDevice.make(order, javaBuild);
        } else {
            TestDevice.requireFits(order, javaBuild);
        }
    }

    private static Path folder() throws ImageException {
        Path folder = Home.folder().resolve("target/image");
        try {
            return Files.createDirectories(folder);
        } catch (IOException failed) {
            throw ImageException.because(folder + ": cannot be made", failed);
        }
    }
}
