/// The process that samples, decides and switches. No network.
module stanchion.charger {
    requires stanchion.board;
    requires transitive stanchion.pure;
}
