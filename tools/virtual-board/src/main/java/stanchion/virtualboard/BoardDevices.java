package stanchion.virtualboard;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.hal.TamperLatch.Held;

/// The devices of a virtual board, as orders to its first process: modules, and the lines of its
/// GPIO chip.
final class BoardDevices {
    /// What `gpiodetect` calls the chip.
    static final String CHIP = "virtual-gpio";

    /// What tests find without a board description.
    static final List<String> USUAL_LINES =
            List.of(
                    "CONTACTOR_1",
                    "CONTACTOR_2",
                    "KEEP_ALIVE",
                    "RESIDUAL_TEST",
                    "MIRROR_OPEN",
                    "LOAD_LIVE",
                    "RESIDUAL_AC",
                    "RESIDUAL_DC",
                    "RESIDUAL_READY",
                    "EARTH_GOOD",
                    "LID_CLOSED",
                    "MAINS_READY");

    static final String WAVES = "/dev/virtual-waves";
    static final String PWM = "/sys/devices/platform/virtual-pwm/applied";
    static final String LEVELS = "/sys/devices/platform/virtual-lines/levels";
    static final String TEMPERATURE = "/sys/devices/platform/virtual-i2c/temperature";
    static final String REARMED = "/sys/devices/platform/virtual-i2c/rearmed";

    private static final String EVENT = "/sys/devices/platform/virtual-i2c/event";

    private static final String GPIO = "/sys/kernel/config/gpio-sim/board";
    private static final String LINES = "/sys/devices/platform/gpio-sim.0/gpiochip0/sim_gpio";
    private static final int SPARE_LINES = 4;
    private static final List<String> MODULES = List.of("pwm-sim", "stream-adc", "i2c-sim");

    private BoardDevices() {}

    /// @param lines names, by their offset
    static List<Frame> orders(Recipe recipe, List<String> lines) {
        List<Frame> orders = new ArrayList<>();
        for (String module : MODULES) {
            orders.add(Frame.of('N', recipe.module(module) + "\0"));
        }
        String bank = GPIO + "/bank";
        orders.add(Frame.of('D', bank));
        orders.add(file(bank + "/label", CHIP));
        orders.add(file(bank + "/num_lines", String.valueOf(lines.size() + SPARE_LINES)));
        for (int i = 0; i < lines.size(); i++) {
            orders.add(Frame.of('D', bank + "/line" + i));
            orders.add(file(bank + "/line" + i + "/name", lines.get(i)));
        }
        orders.add(file(GPIO + "/live", "1"));
        orders.add(Frame.of('N', recipe.module("line-watch") + "\0"));
        return List.copyOf(orders);
    }

    /// Whoever drives line `offset` from outside.
    static Frame pull(int offset, boolean up) {
        return file(LINES + offset + "/pull", up ? "pull-up" : "pull-down");
    }

    /// What the clock chip's event input has latched.
    static Frame event(Held latch) {
        return file(
                EVENT,
                switch (latch) {
                    case Held.Armed() -> "0";
                    case Held.Tripped(Optional<Instant> at) ->
                            at.map(when -> "1 " + when.getEpochSecond()).orElse("1");
                });
    }

    static Frame file(String path, String content) {
        byte[] name = (path + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        byte[] whole = java.util.Arrays.copyOf(name, name.length + text.length);
        System.arraycopy(text, 0, whole, name.length, text.length);
        return new Frame('F', 0, whole);
    }
}
