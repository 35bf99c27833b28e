package stanchion.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stanchion.bench.broker.BrokerTrouble;
import stanchion.bench.image.BootKey;
import stanchion.bench.image.ImageBuild;
import stanchion.bench.image.ImageCheck;
import stanchion.bench.image.ImageException;
import stanchion.bench.image.ImageOrder;
import stanchion.bench.image.Recipe;
import stanchion.bench.image.Steps;
import stanchion.bench.image.TestDevice;

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
    private static final String TEST_BROKER = "ssl://10.0.2.2:8883";

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
            description = "Make a --test image where none is, boot and judge it.")
    private boolean check;

    @Option(
            names = "--quiet-minutes",
            paramLabel = "MINUTES",
            description = "How long --check listens to the refused charger. Default: 10")
    private int quietMinutes = 10;

    @Override
    public Integer call() throws InterruptedException {
        try {
            Steps steps = new Steps(System.out);
            ImageOrder order = order();
            Path image = out.orElse(folder().resolve(board + (isTest() ? "-test.img" : ".img")));
            if (!check || !Files.exists(image)) {
                new ImageBuild(order, steps, build -> fit(order, build)).into(image);
            }
            return check
                    ? new ImageCheck(order, image, steps).run(Duration.ofMinutes(quietMinutes))
                    : 0;
        } catch (ImageException | BrokerTrouble | IllegalArgumentException refused) {
            System.err.println("image: " + refused.getMessage());
            return Home.WRONG_INPUT;
        }
    }

    private boolean isTest() {
        return test || check;
    }

    private ImageOrder order() throws ImageException {
        Recipe recipe = Recipe.read(Home.folder(), board);
        Path key = bootKey.orElse(folder().resolve("test-boot-key.pem"));
        if (isTest()) {
            BootKey.ofTest(key);
        } else if (device.isEmpty() || broker.isEmpty() || bootKey.isEmpty()) {
            throw new ImageException(
                    "an image for a customer needs --device, --broker and --boot-key; or say"
                            + " --test");
        }
        return new ImageOrder(
                Home.folder(),
                recipe,
                isTest() ? ImageOrder.Purpose.TEST : ImageOrder.Purpose.PRODUCTION,
                device.orElse(folder().resolve(board + "-device")).toAbsolutePath(),
                broker.orElse(TEST_BROKER),
                key,
                firmware);
    }

    private void fit(ImageOrder order, String javaBuild) throws ImageException {
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
            throw new ImageException(folder + ": cannot be made", failed);
        }
    }
}
