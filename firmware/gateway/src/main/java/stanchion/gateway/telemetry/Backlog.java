package stanchion.gateway.telemetry;

import java.util.List;

/// What waits for the broker and may not be lost: read in order, given back when acknowledged.
public interface Backlog {
    /// A message and its place in the queue, ascending.
    record Waiting(long position, Message message) {}

    /// The first messages behind a position, in order; empty when there are none or none can be
    /// read now.
    List<Waiting> after(long position, int atMost);

    /// The broker has these.
    void delivered(List<Long> positions);
}
