package stanchion.hal.linux;

/// One output of a chip. The contactor's keep-alive is one, toggled by the loop.
public final class GpioOutput implements OutputPin {
    private final GpioOutputs only;

    GpioOutput(GpioOutputs only) {
        this.only = only;
    }

    @Override
    public Written write(Level level) {
        return only.write(level == Level.ACTIVE ? 1 : 0);
    }

    @Override
    public Level written() {
        return only.written() == 0 ? Level.INACTIVE : Level.ACTIVE;
    }

    @Override
    public void close() {
        only.close();
    }
}
