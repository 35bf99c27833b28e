/// A board whose terminals are wired to a simulator in another process. Never on a shipped path.
module stanchion.benchboard {
    requires transitive stanchion.charger;

    exports stanchion.benchboard;
}
