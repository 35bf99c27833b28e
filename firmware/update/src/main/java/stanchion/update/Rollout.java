package stanchion.update;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A version on its way to a channel's chargers, some at a time.
///
/// @param targets the version of the targets
/// @param share whom it has reached
public record Rollout(String id, Channel channel, long targets, Share share) {
    /// All buckets.
    public static final int WHOLE = 10_000;

    /// Whom a rollout has reached.
    ///
    /// @param permyriad how many of 10,000 buckets, 0…10000
    public record Share(int permyriad, State state) {}

    public enum State {
        RUNNING,
        /// Offered to nobody; who has it already keeps it.
        HALTED
    }

    /// Whether it is this charger's turn.
    public boolean reaches(String device) {
        return share.state() == State.RUNNING && bucket(id, device) < share.permyriad();
    }

    /// Where a charger stands in a rollout: evenly spread, and differently in every rollout.
    ///
    /// @return 0…9999: the first 32 bits of SHA-256(rollout ‖ device) mod 10000
    public static int bucket(String rollout, String device) {
        byte[] digest;
        try {
            digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((rollout + device).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        long first = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            first = first << 8 | (digest[i] & 0xff);
        }
        return (int) (first % WHOLE);
    }
}
