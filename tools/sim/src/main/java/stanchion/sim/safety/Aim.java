package stanchion.sim.safety;

/// What is waited for once a hazard was brought about.
public enum Aim {
    /// The poles open.
    OPENS,
    /// The fault is raised, and the poles never close.
    STAYS_OPEN,
    /// The fault is raised: no command opens welded poles.
    IS_FOUND,
    /// The simulator cannot bring it about: it takes a bug.
    TESTED_ALONE
}
