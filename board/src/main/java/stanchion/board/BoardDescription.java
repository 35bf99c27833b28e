package stanchion.board;

import stanchion.hal.BoardProfile;

/// What a board's description file says.
///
/// @param driver name of the driver that assembles the board
/// @param profile what the firmware decides with
public record BoardDescription(String driver, BoardProfile profile) {}
