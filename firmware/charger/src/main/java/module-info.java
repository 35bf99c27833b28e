/// The process that samples, decides and switches. No network.
module stanchion.charger {
    requires transitive stanchion.board;
    requires transitive stanchion.pure;
    requires stanchion.board.linux;
    requires stanchion.hal.linux;

    exports stanchion.charger;
}
