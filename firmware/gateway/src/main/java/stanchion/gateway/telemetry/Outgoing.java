package stanchion.gateway.telemetry;

import java.util.Queue;

/// What is to be said and does not stand in the backlog.
///
/// @param latest told first
/// @param answers said once, next
/// @param freight asked for behind everything else
record Outgoing(LatestValues latest, Queue<Message> answers, Freight freight) {}
