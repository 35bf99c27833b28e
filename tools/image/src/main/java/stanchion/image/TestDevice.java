package stanchion.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import stanchion.boot.Targets;
import stanchion.machine.Cache;
import stanchion.release.DeviceFolder;
import stanchion.release.Firmware;
import stanchion.release.FirmwareBuild;
import stanchion.release.JarIntake;
import stanchion.release.ReleaseException;

/// The device folder whose slot an image begins with.
public final class TestDevice {
    private static final String ID = "image-1";
    private static final String VERSION = "0.1.0";

    private TestDevice() {}

    /// Makes it anew, for the board and the Java build of the image, unless it is there and fits.
    public static void make(ImageOrder order, String javaBuild) throws IOException {
        try {
            if (Files.isDirectory(order.device())) {
                if (fits(order, javaBuild)) {
                    return;
                }
                Cache.remove(order.device());
            }
            Recipe.Settings settings = order.recipe().settings();
            Firmware firmware =
                    FirmwareBuild.collect(
                            order.home(),
                            VERSION,
                            new FirmwareBuild.Machine(
                                    settings.hardware(),
                                    javaBuild,
                                    settings.machine(),
                                    order.home()
                                            .resolve("board")
                                            .resolve(settings.description())
                                            .resolve("board.conf")),
                            JarIntake.RESOLVE);
            DeviceFolder.create(new DeviceFolder.Order(order.device(), ID, firmware));
        } catch (ReleaseException refused) {
            throw ImageException.because(refused.line(), refused);
        } catch (IOException failed) {
            throw ImageException.because(order.device() + ": cannot be made anew", failed);
        }
    }

    /// Refuses a device folder of another board or Java build.
    ///
    /// @throws IOException when the signed version would be refused at the first start
    public static void requireFits(ImageOrder order, String javaBuild) throws IOException {
        if (!fits(order, javaBuild)) {
            throw new ImageException(
                    "--device %s: slot A is not for the hardware '%s' and the Java build '%s'"
                            .formatted(
                                    order.device(),
                                    order.recipe().settings().hardware(),
                                    javaBuild));
        }
    }

    /// A look, not a verdict: the verifier inside judges.
    private static boolean fits(ImageOrder order, String javaBuild) {
        Path targets = order.device().resolve("slots/A").resolve(Targets.FILE);
        try {
            String text = Files.readString(targets);
            return text.contains("\"" + order.recipe().settings().hardware() + "\"")
                    && text.contains("\"" + javaBuild + "\"");
        } catch (IOException none) {
            return false;
        }
    }
}
