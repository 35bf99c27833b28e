package stanchion.gateway.charging;

import java.security.SecureRandom;
import stanchion.schedule.Draw;

/// Random numbers from the system's cryptographic generator: neither the serial number nor the
/// clock says anything about them, so a whole street that starts in one second is spread.
public final class SecureDraw implements Draw {
    private final SecureRandom random = new SecureRandom();

    @Override
    public int upTo(int most) {
        return random.nextInt(most + 1);
    }
}
