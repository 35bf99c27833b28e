package stanchion.session;

import java.util.List;
import stanchion.hal.Commands;

/// What the session decided in one cycle.
///
/// @param next what to remember
/// @param commands the output image, before the interlock
/// @param events what happened, in order; mostly nothing
/// @param limits what the offer was held to
public record Decision(Charge next, Commands commands, List<SessionEvent> events, Limits limits) {}
