package stanchion.gateway.api;

import java.util.Optional;

/// Every topic of the charger, below `stanchion/v1/<device>/`. The AsyncAPI document beside this
/// class lists the same.
public enum Topic {
    /// `online` or `offline`; the will says `offline` too.
    STATUS("status", Direction.FROM_CHARGER, Retention.RETAINED, "status"),
    /// The records of the security log, none left out.
    LOG("log", Direction.FROM_CHARGER, Retention.PASSING, "log"),
    /// What the charger is: birth certificate of every connection.
    INFO("info", Direction.FROM_CHARGER, Retention.RETAINED, "info"),
    /// What the charger does now; the latest only.
    STATE("state", Direction.FROM_CHARGER, Retention.RETAINED, "state"),
    /// Electrical values of every second, none left out.
    METER("meter", Direction.FROM_CHARGER, Retention.PASSING, "meter"),
    /// The present or the last charging session.
    SESSION("session", Direction.FROM_CHARGER, Retention.RETAINED, "session"),
    /// Whether there is an owner, and what a new one has to know.
    OWNER("owner", Direction.FROM_CHARGER, Retention.RETAINED, "owner"),
    /// Whether somebody tampered with the charger, and what its owner has to do; the latest only.
    TAMPER("tamper", Direction.FROM_CHARGER, Retention.RETAINED, "tamper"),
    /// What happened, none left out.
    EVENT("event", Direction.FROM_CHARGER, Retention.PASSING, "event"),
    /// What the boot verifier found, signed by the charger.
    BOOT("boot", Direction.FROM_CHARGER, Retention.RETAINED, "boot"),
    /// Asks the maker's certificate authority for an operational certificate.
    IDENTITY_CSR("identity/csr", Direction.FROM_CHARGER, Retention.PASSING, "identity-csr"),
    /// The answer to it.
    IDENTITY_CERTIFICATE(
            "identity/certificate",
            Direction.TO_CHARGER,
            Retention.PASSING,
            "identity-certificate"),
    /// What the charger does about updates; the latest only.
    UPDATE("update", Direction.FROM_CHARGER, Retention.RETAINED, "update"),
    /// Asks for pieces of an update.
    UPDATE_REQUEST("update/request", Direction.FROM_CHARGER, Retention.PASSING, "update-request"),
    /// One piece, binary.
    UPDATE_CONTENT("update/content", Direction.TO_CHARGER, Retention.PASSING, "update-content"),
    /// A page of the history, for who asked for it without a response topic.
    HISTORY("history", Direction.FROM_CHARGER, Retention.PASSING, "history"),
    CMD_HISTORY("cmd/history", Direction.TO_CHARGER, Retention.PASSING, "cmd-history"),
    CMD_HISTORY_ACK("cmd/history/ack", Direction.FROM_CHARGER, Retention.PASSING, "cmd-update-ack"),
    CMD_LIMIT("cmd/limit", Direction.TO_CHARGER, Retention.PASSING, "cmd-limit"),
    CMD_ENABLE("cmd/enable", Direction.TO_CHARGER, Retention.PASSING, "cmd-enable"),
    CMD_CLEAR("cmd/clear", Direction.TO_CHARGER, Retention.PASSING, "cmd-clear"),
    CMD_TAMPER_CLEAR(
            "cmd/tamper-clear", Direction.TO_CHARGER, Retention.PASSING, "cmd-tamper-clear"),
    CMD_UPDATE("cmd/update", Direction.TO_CHARGER, Retention.PASSING, "cmd-update"),
    CMD_BIND("cmd/bind", Direction.TO_CHARGER, Retention.PASSING, "cmd-bind"),
    CMD_RELEASE("cmd/release", Direction.TO_CHARGER, Retention.PASSING, "cmd-release"),
    CMD_FORGET("cmd/forget", Direction.TO_CHARGER, Retention.PASSING, "cmd-forget"),
    CMD_LIMIT_ACK("cmd/limit/ack", Direction.FROM_CHARGER, Retention.PASSING, "ack"),
    CMD_ENABLE_ACK("cmd/enable/ack", Direction.FROM_CHARGER, Retention.PASSING, "ack"),
    CMD_CLEAR_ACK("cmd/clear/ack", Direction.FROM_CHARGER, Retention.PASSING, "ack"),
    CMD_TAMPER_CLEAR_ACK("cmd/tamper-clear/ack", Direction.FROM_CHARGER, Retention.PASSING, "ack"),
    CMD_BIND_ACK("cmd/bind/ack", Direction.FROM_CHARGER, Retention.PASSING, "owner-ack"),
    CMD_RELEASE_ACK("cmd/release/ack", Direction.FROM_CHARGER, Retention.PASSING, "owner-ack"),
    CMD_FORGET_ACK("cmd/forget/ack", Direction.FROM_CHARGER, Retention.PASSING, "owner-ack"),
    CMD_SCHEDULE("cmd/schedule", Direction.TO_CHARGER, Retention.PASSING, "cmd-schedule"),
    CMD_OVERRIDE("cmd/override", Direction.TO_CHARGER, Retention.PASSING, "cmd-override"),
    CMD_DELAY("cmd/delay", Direction.TO_CHARGER, Retention.PASSING, "cmd-delay"),
    CMD_RESPONSE("cmd/response", Direction.TO_CHARGER, Retention.PASSING, "cmd-response"),
    CMD_HOUSE("cmd/house", Direction.TO_CHARGER, Retention.PASSING, "cmd-house"),
    /// What the house draws from its supply, by somebody's meter.
    HOUSE_SUPPLY("house/supply", Direction.TO_CHARGER, Retention.PASSING, "house-supply"),
    /// What smart charging does and what it was told; the latest only.
    CHARGING("charging", Direction.FROM_CHARGER, Retention.RETAINED, "charging"),
    CMD_SCHEDULE_ACK(
            "cmd/schedule/ack", Direction.FROM_CHARGER, Retention.PASSING, "cmd-update-ack"),
    CMD_OVERRIDE_ACK(
            "cmd/override/ack", Direction.FROM_CHARGER, Retention.PASSING, "cmd-update-ack"),
    CMD_DELAY_ACK("cmd/delay/ack", Direction.FROM_CHARGER, Retention.PASSING, "cmd-update-ack"),
    CMD_RESPONSE_ACK(
            "cmd/response/ack", Direction.FROM_CHARGER, Retention.PASSING, "cmd-update-ack"),
    CMD_HOUSE_ACK("cmd/house/ack", Direction.FROM_CHARGER, Retention.PASSING, "cmd-update-ack"),
    CMD_UPDATE_ACK("cmd/update/ack", Direction.FROM_CHARGER, Retention.PASSING, "cmd-update-ack");

    /// Who publishes.
    public enum Direction {
        FROM_CHARGER,
        TO_CHARGER
    }

    /// Whether the broker keeps the last message for those who come later.
    public enum Retention {
        RETAINED,
        PASSING
    }

    private static final String ROOT = "stanchion/v1/";

    private final String path;
    private final Direction direction;
    private final Retention retention;
    private final String schema;

    Topic(String path, Direction direction, Retention retention, String schema) {
        this.path = path;
        this.direction = direction;
        this.retention = retention;
        this.schema = schema;
    }

    /// The topic's name at the broker.
    ///
    /// @param device the device's id: a single topic level
    public String of(String device) {
        return ROOT + device + "/" + path;
    }

    /// Which topic of `device` a broker means by `name`, if any.
    public static Optional<Topic> named(String name, String device) {
        for (Topic topic : values()) {
            if (topic.of(device).equals(name)) {
                return Optional.of(topic);
            }
        }
        return Optional.empty();
    }

    /// Everything behind `stanchion/v1/<device>/`.
    public String path() {
        return path;
    }

    public Direction direction() {
        return direction;
    }

    public Retention retention() {
        return retention;
    }

    /// The resource beside this class that describes the payload.
    public String schemaFile() {
        return schema + ".schema.json";
    }
}
