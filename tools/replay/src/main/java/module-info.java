/// Repeats a charger's decisions from its journal. Never on a charger.
module stanchion.replay {
    requires transitive stanchion.pure;

    exports stanchion.replay;
    exports stanchion.replay.travel;
}
