package stanchion.gateway.command;

import java.util.Optional;

/// Who may have something done.
///
/// What can only lower, stop or start again within the limits that the charger checks by itself is
/// open to everybody whom the broker lets publish: a home controller cannot sign, and the worst it
/// can do is a car that is not charged. What outlives the moment, or tells about a person, wants a
/// signature as soon as there is an owner whose wishes it could be against; what makes or unmakes
/// an owner wants one always.
public enum Permission {
    ANYBODY("anybody", Unsigned.ALWAYS),
    NEWCOMER("whoever has the set-up code", Unsigned.NEVER),
    OWNER_ONCE_BOUND("owner, once there is one", Unsigned.WITHOUT_AN_OWNER),
    OWNER_OR_INSTALLER_ONCE_BOUND(
            "owner or installer, once there is an owner", Unsigned.WITHOUT_AN_OWNER),
    INSTALLER_ONCE_BOUND("installer, once there is an owner", Unsigned.WITHOUT_AN_OWNER),
    OWNER("owner", Unsigned.NEVER),
    OWNER_OR_MAKER("owner or maker", Unsigned.NEVER);

    private enum Unsigned {
        ALWAYS,
        WITHOUT_AN_OWNER,
        NEVER
    }

    private final String text;
    private final Unsigned unsigned;

    Permission(String text, Unsigned unsigned) {
        this.text = text;
        this.unsigned = unsigned;
    }

    /// As the table says it.
    public String text() {
        return text;
    }

    /// Whether it takes the right signature now.
    ///
    /// @param signer who signed; empty when nobody did
    boolean allows(Optional<Role> signer, Ownership ownership) {
        return signer.filter(this::isFor).isPresent()
                || switch (unsigned) {
                    case ALWAYS -> true;
                    case WITHOUT_AN_OWNER -> ownership == Ownership.NOBODY;
                    case NEVER -> false;
                };
    }

    private boolean isFor(Role role) {
        return switch (this) {
            case ANYBODY -> true;
            case NEWCOMER -> role == Role.NEWCOMER;
            case OWNER_ONCE_BOUND, OWNER -> role == Role.OWNER;
            case OWNER_OR_INSTALLER_ONCE_BOUND -> role == Role.OWNER || role == Role.INSTALLER;
            case INSTALLER_ONCE_BOUND -> role == Role.INSTALLER;
            case OWNER_OR_MAKER -> role == Role.OWNER || role == Role.MAKER;
        };
    }
}
