package stanchion.hal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.context.Context;
import org.junit.jupiter.api.Test;
import stanchion.hal.linux.pi4j.KernelI2c;
import stanchion.hal.linux.pi4j.KernelPwm;
import stanchion.hal.linux.pi4j.KernelSpi;

class Pi4jContextTest {
    @Test
    void contextKnowsOurProvidersAndNoOthers() {
        Context context =
                Pi4jIo.context(
                        new KernelPwm.Channels(Roots.SYSTEM),
                        new KernelSpi.Devices(Roots.SYSTEM),
                        new KernelI2c.Devices(Roots.SYSTEM));
        assertThat(Pi4jIo.providers(context))
                .containsExactly(
                        KernelI2c.Devices.class.getName(),
                        KernelPwm.Channels.class.getName(),
                        KernelSpi.Devices.class.getName());
        assertThat(context.config().enableShutdownHook()).isFalse();
        context.shutdown();
    }
}
