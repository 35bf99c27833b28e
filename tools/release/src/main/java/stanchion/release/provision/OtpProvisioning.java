package stanchion.release.provision;

import java.io.IOException;
import java.util.HexFormat;
import java.util.function.Consumer;
import stanchion.boot.OneTimeProgrammable;
import stanchion.release.ReleaseException;

/// Puts a digest into an OTP, once: row by row, each read back before the next, so that an OTP that
/// drops writes is found out after the first.
final class OtpProvisioning {
    private final OneTimeProgrammable otp;
    private final OtpRows rows;
    private final byte[] digest;

    OtpProvisioning(OneTimeProgrammable otp, OtpRows rows, byte[] digest) {
        this.otp = otp;
        this.rows = rows;
        this.digest = digest.clone();
    }

    /// What stands there now.
    OtpContent content() throws ReleaseException {
        byte[] bytes;
        try {
            bytes = otp.read();
        } catch (IOException unreadable) {
            throw new ReleaseException("the OTP cannot be read", unreadable);
        }
        if (bytes.length != OneTimeProgrammable.BYTES) {
            throw new ReleaseException(
                    "the OTP is not 32 bytes long; a blank one of a bench: head -c 32 /dev/zero");
        }
        return OtpContent.of(bytes, digest);
    }

    /// Writes what is missing; a power cut at any point leaves what can be completed.
    ///
    /// @param progress takes a line for each row
    void write(Consumer<String> progress) throws ReleaseException {
        OtpContent before = content();
        refuseOther(before);
        for (int row = 0; row < OtpRows.ROWS; row++) {
            if (before.rows().get(row).equals(before.wanted().get(row))) {
                continue;
            }
            program(row, before);
            progress.accept(
                    "row " + row + ": " + hex(before.wanted().get(row)) + " written and read back");
        }
        if (content().state() != OtpContent.State.DONE) {
            throw new ReleaseException(
                    "the OTP holds " + content().text() + " after all; do not ship this charger");
        }
    }

    /// Refuses an OTP in which a bit is set that the digest has not.
    static void refuseOther(OtpContent content) throws ReleaseException {
        if (content.state() == OtpContent.State.OTHER) {
            throw new ReleaseException(
                    "the OTP already holds "
                            + content.text()
                            + ", another root or a damaged write ("
                            + content.wrongBits()
                            + " set); bits never return to 0: use the root it was provisioned"
                            + " with, or another board");
        }
    }

    private void program(int row, OtpContent before) throws ReleaseException {
        int wanted = before.wanted().get(row);
        try {
            rows.program(row, wanted);
        } catch (IOException refused) {
            throw new ReleaseException("row " + row + " cannot be written", refused);
        }
        int found = content().rows().get(row);
        if (found == wanted) {
            return;
        }
        if (found == before.rows().get(row)) {
            throw new ReleaseException(
                    "row "
                            + row
                            + " still holds "
                            + hex(found)
                            + " though its write reported success: the OTP is locked; power-cycle a"
                            + " CM5 and provision it before it boots, a locked CM4 stays as it is");
        }
        throw new ReleaseException(
                "row "
                        + row
                        + " holds "
                        + hex(found)
                        + " instead of "
                        + hex(wanted)
                        + "; power off, on, and run this again");
    }

    private static String hex(int row) {
        return HexFormat.of().toHexDigits(row);
    }
}
