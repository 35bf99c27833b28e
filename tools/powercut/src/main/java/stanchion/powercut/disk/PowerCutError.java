package stanchion.powercut.disk;

/// The power is gone: whoever asks the disk for anything more gets this. No error of the world that
/// a program could answer, therefore no exception.
public final class PowerCutError extends Error {
    private static final long serialVersionUID = 1;

    PowerCutError(String at) {
        super(at);
    }
}
