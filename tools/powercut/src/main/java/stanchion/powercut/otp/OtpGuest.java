package stanchion.powercut.otp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import stanchion.boot.Adapters;
import stanchion.boot.BootDescription;
import stanchion.boot.OneTimeProgrammable;
import stanchion.boot.PropertyMessage;
import stanchion.boot.Source;
import stanchion.boot.Vcio;
import stanchion.release.ReleaseException;
import stanchion.release.provision.FileWriter;
import stanchion.release.provision.MailboxWriter;
import stanchion.release.provision.OtpRows;
import stanchion.release.provision.Provisioning;

/// The program inside the machine: provisions its OTP as a factory does, lets the verifier boot
/// from it, locks it, and is refused afterwards. Each step is a line, `OTP ok …` or `OTP bad …`.
public final class OtpGuest {
    static final Path DEVICE = Path.of("/app/device");
    static final Path ROOT = DEVICE.resolve("trust/1.root.json");
    static final Path NEWER = Path.of("/app/newer");
    private static final Path OTHER_ROOT = Path.of("/app/other.root.json");
    private static final int UNPROVISIONED = 12;
    static final int COUNTER_UNREADABLE = 26;
    static final int ROLLBACK = 54;

    /// What the console says last, before the status.
    static final String END = "OTP end";

    /// "Industrial use of the Raspberry Pi": these two words in place of row and count lock the
    /// customer's rows for ever.
    private static final int WRITE = 0x00038021;

    private static final int[] LOCK = {0xffffffff, 0xaffe0000};

    private final OtpKind kind;

    private OtpGuest(OtpKind kind) {
        this.kind = kind;
    }

    public static void main(String... words) throws IOException, ReleaseException {
        OtpGuest guest = new OtpGuest(OtpKind.valueOf(words[0].toUpperCase(Locale.ROOT)));
        switch (guest.kind) {
            case MAILBOX -> guest.mailbox();
            case NVMEM -> guest.nvmem();
            case TPM -> new TpmSteps(guest).take(words[1].equals("again"));
        }
    }

    /// Blank, written once, locked.
    private void mailbox() throws IOException, ReleaseException {
        step("blank: every bit is 0", Arrays.equals(read(), new byte[OneTimeProgrammable.BYTES]));
        verifier("blank", DEVICE, UNPROVISIONED);
        order(ROOT).carryOut(line -> step("written: " + line, true));
        step("written: nothing is left to do", order(ROOT).done());
        verifier("written", DEVICE, 0);
        refusedOther();
        lock();
        verifier("locked", DEVICE, 0);
    }

    private void lock() throws IOException {
        byte[] before = read();
        Vcio vcio = new Vcio(Vcio.DEVICE);
        vcio.exchange(PropertyMessage.request(WRITE, LOCK));
        new MailboxWriter(vcio, MailboxWriter.Rows.CUSTOMER).program(0, 0xffffffff);
        step("locked: a write changes nothing", Arrays.equals(read(), before));
    }

    /// Written before this machine was started; the kernel lets nobody write.
    private void nvmem() throws IOException, ReleaseException {
        step("written: nothing is left to do", order(ROOT).done());
        verifier("written", DEVICE, 0);
        refusedOther();
        byte[] before = read();
        OtpRows rows = new FileWriter(Path.of(source().words().getFirst()), 0);
        try {
            rows.program(0, 0xffffffff);
            step("locked: a write is refused", false);
        } catch (IOException refused) {
            step("locked: a write is refused, " + refused, true);
        }
        step("locked: nothing has changed", Arrays.equals(read(), before));
        Path conf = DEVICE.resolve(BootDescription.FILE);
        Files.writeString(conf, Files.readString(conf).replace("rmem0/nvmem 0", "rmem0/nvmem 64"));
        verifier("blank", DEVICE, UNPROVISIONED);
    }

    private void refusedOther() throws ReleaseException {
        try {
            order(OTHER_ROOT).done();
            step("another root is refused", false);
        } catch (ReleaseException refused) {
            step("another root is refused: " + refused.line(), true);
        }
    }

    static Provisioning order(Path root) throws ReleaseException {
        return Provisioning.of(new Provisioning.Order(root, DEVICE, ""));
    }

    private static Source source() throws IOException {
        if (BootDescription.read(DEVICE) instanceof BootDescription.Described described) {
            return described.description().sources().otp();
        }
        throw new IOException("boot.conf cannot be followed");
    }

    private static byte[] read() throws IOException {
        return new Adapters(DEVICE).otp(source()).read();
    }

    /// The verifier's process.
    void verifier(String when, Path device, int status) throws IOException {
        Process process =
                new ProcessBuilder(
                                List.of(
                                        System.getProperty("java.home") + "/bin/java",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "stanchion.boot.Main",
                                        "--device",
                                        device.toString()))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            boolean right = process.waitFor() == status;
            step(when + ": the verifier says " + said.strip().replace('\n', '|'), right);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    void step(String what, boolean right) {
        System.out.println("OTP " + (right ? "ok " : "bad ") + kind + " " + what);
    }
}
