package stanchion.update;

import java.util.Locale;
import java.util.Optional;

/// Which releases a charger follows. A charger that was told nothing follows [#STABLE].
public enum Channel {
    LTS,
    STABLE,
    BETA;

    /// Its spelling in metadata and commands.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> named(String text) {
        for (Channel channel : values()) {
            if (channel.text().equals(text)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }
}
