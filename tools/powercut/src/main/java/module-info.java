/// Takes the power away at every write, and looks at what is left. Never on a charger.
module stanchion.powercut {
    requires transitive stanchion.release;
    requires transitive stanchion.update;
    requires transitive stanchion.charger; // what its register remembers
    requires stanchion.gateway;
    requires transitive stanchion.machine;

    exports stanchion.powercut;
    exports stanchion.powercut.board;
    exports stanchion.powercut.disk;
    exports stanchion.powercut.otp;
}
