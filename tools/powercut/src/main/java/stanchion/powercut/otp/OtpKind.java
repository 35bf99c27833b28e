package stanchion.powercut.otp;

import java.util.Locale;

/// Which of the kernel's interfaces leads to what a charger never forgets.
public enum OtpKind {
    /// The nvmem file of memory that the machine was given at its start, as a boot ROM would.
    NVMEM,
    /// `/dev/vcio` of a Raspberry Pi.
    MAILBOX,
    /// `/dev/tpmrm0`: the rollback counter. The OTP is a file here.
    TPM;

    /// As it is said on a command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Lines of `boot.conf`, in place of those of a bench.
    String description() {
        return switch (this) {
            case NVMEM ->
                    """
                    otp = nvmem /sys/bus/nvmem/devices/rmem0/nvmem 0
                    device-key = nvmem /sys/bus/nvmem/devices/rmem0/nvmem 32
                    """;
            case MAILBOX ->
                    """
                    otp = mailbox bcm2711
                    device-key = mailbox bcm2711
                    """;
            case TPM ->
                    """
                    counter = tpm /dev/tpmrm0 0x01800000
                    """;
        };
    }
}
