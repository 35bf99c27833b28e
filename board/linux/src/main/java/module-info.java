/// Assembles the board of a shipped charger from the drivers of Linux, as its description says.
module stanchion.board.linux {
    requires transitive stanchion.board;
    requires transitive stanchion.hal.linux;

    exports stanchion.board.linux;
}
