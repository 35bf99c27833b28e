package stanchion.hal.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Kernels that keep an output's last level when its process has died.
///
/// Mainline makes a released line an input again, and the resistor at the coil's driver opens the
/// contactor. Raspberry Pi OS keeps the level: a charger that has crashed would leave its contactor
/// closed. Such a kernel is refused at start.
public final class PersistentOutputs {
    private static final String PARAMETERS =
            "module/pinctrl_bcm2835/parameters/persist_gpio_outputs";

    private PersistentOutputs() {}

    /// Refuses a kernel that keeps outputs.
    ///
    /// @throws IOException naming the parameter and the way out
    public static void refuse(Roots roots) throws IOException {
        Path parameter = roots.sys().resolve(PARAMETERS);
        String value;
        try {
            value = Files.readString(parameter).strip();
        } catch (NoSuchFileException mainline) {
            return;
        }
        if (!value.equals("N") && !value.equals("0")) {
            throw new IOException(
                    parameter
                            + " is "
                            + value
                            + ": a contactor would stay closed after a crash; boot with"
                            + " pinctrl_bcm2835.persist_gpio_outputs=n on the kernel's command line"
                            + " or dtparam=strict_gpiod in config.txt");
        }
    }
}
