package stanchion.schedule;

/// Who limits the current. Of two equal limits the one that stands first here is named.
public enum LimitSource {
    /// What the board is rated for.
    BOARD,
    /// What the installation allows.
    SUPPLY,
    /// The cable's rating.
    CABLE,
    /// It is too hot for more.
    TEMPERATURE,
    /// The fuse of the house, and what else it feeds.
    HOUSE,
    /// The meter of the house says nothing: its safe current.
    HOUSE_QUIET,
    /// Nothing is offered for a moment, because the charger is about to be restarted.
    HOLD,
    /// Whoever steered the charger is gone: the board's fallback current.
    FALLBACK,
    /// The command `limit`.
    COMMAND,
    /// A demand-side response.
    RESPONSE,
    /// It is not among the charging hours.
    HOURS,
    /// The random delay keeps the rate as it is.
    DELAY,
    /// No current starts before the gateway has had its say.
    START
}
