package stanchion.gateway.store;

/// What kinds of report the outbox keeps. The numbers stand in the database and never change.
public enum Kind {
    METER(1),
    SESSION(2),
    EVENT(3),
    /// A record of the security log.
    LOG(4);

    private final int code;

    Kind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Kind of(int code) {
        for (Kind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind has the code " + code);
    }
}
