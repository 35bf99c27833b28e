/// Attacks on the boot chain, each with its innocent twin. Never on a charger.
module stanchion.attack {
    requires transitive stanchion.release;

    exports stanchion.attack;
}
