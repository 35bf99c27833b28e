package stanchion.gateway.owner;

/// What a charger stores that could be about a person, where, for how long, and what becomes of it
/// when the owner has personal data deleted. Everything of it lies on the data partition, which the
/// image encrypts (LUKS2). The table in the README is made from this.
public enum StoredData {
    HISTORY(
            "sessions and energy of each quarter of an hour",
            "`history.db`",
            "13 months",
            Fate.DELETED,
            "from then on the owner sees what comes after; a session that runs is told when it ends"),
    WAITING(
            "meter and session messages that the broker has not acknowledged",
            "`outbox.db`",
            "until acknowledged; at most 120,000 messages or 64 MiB",
            Fate.DELETED,
            "they are not sent any more"),
    SESSION_TOPIC(
            "the last session at the broker",
            "retained on `session`",
            "until the next one",
            Fate.DELETED,
            "the retained message is removed; what others have received is theirs to delete"),
    EVENTS(
            "events and the security log",
            "`outbox.db`, `security-log/`",
            "events until acknowledged; of the log 16,384 records, the oldest go first, exported before",
            Fate.KEPT,
            "SI 2021/1467, schedule 1, paragraph 10; no event names a person"),
    ENERGY_REGISTER(
            "energy since the charger was made, in total",
            "the charger's `energy`",
            "for ever",
            Fate.KEPT,
            "a meter that could be set back would be none; a sum tells of nobody's habits"),
    CHARGING(
            "charging hours, random delay, house fuse, announced responses",
            "`charging-settings.json`, `charging-plan.json`",
            "until they are changed; responses until they are over",
            Fate.KEPT,
            "the owner's wishes of how to charge; cmd/schedule, cmd/delay and cmd/response change them"),
    JOURNAL(
            "everything the charger measured and was asked, where somebody has it recorded",
            "the charger's `--journal`",
            "64 MiB, about half an hour; off as shipped",
            Fate.KEPT,
            "no network reaches it, and whoever records it deletes it"),
    TAMPERING(
            "the alert of tampering that stands",
            "`tamper-alert.json`, the charger's `energy`, a clock chip's latch (`tamper-latch`)",
            "until the owner clears it",
            Fate.KEPT,
            "SI 2021/1467, schedule 1, paragraph 8; it names no person"),
    OWNER_KEY(
            "the owner's public key",
            "`owner.json`",
            "until the owner releases the charger",
            Fate.KEPT,
            "without it nobody could command the charger any more; cmd/release deletes it"),
    COMMAND_IDS(
            "ids of signed commands",
            "`owner.json`",
            "10 minutes, until the next signed command",
            Fate.KEPT,
            "against commands that are sent a second time"),
    SETUP_CODE(
            "a salted, slow hash of the set-up code",
            "`setup-code` of the identity, `owner.json`",
            "until an owner is bound",
            Fate.KEPT,
            "what the next owner has to know; nothing of a person");

    /// What deletion does to it.
    public enum Fate {
        DELETED,
        KEPT
    }

    private final String what;
    private final String where;
    private final String howLong;
    private final Fate fate;
    private final String why;

    StoredData(String what, String where, String howLong, Fate fate, String why) {
        this.what = what;
        this.where = where;
        this.howLong = howLong;
        this.fate = fate;
        this.why = why;
    }

    public String what() {
        return what;
    }

    public String where() {
        return where;
    }

    public String howLong() {
        return howLong;
    }

    public Fate fate() {
        return fate;
    }

    /// What follows from the deletion, or why there is none.
    public String why() {
        return why;
    }
}
