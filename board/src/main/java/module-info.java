/// Reads a board description and assembles the board from hal's drivers.
module stanchion.board {
    requires transitive stanchion.hal;

    exports stanchion.board;
}
