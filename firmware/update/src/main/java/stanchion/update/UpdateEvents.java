package stanchion.update;

/// Hears of an update, on the thread that drives it.
public interface UpdateEvents {
    /// What happened, for the log of events.
    enum Event {
        STAGED,
        SWITCHING,
        CONFIRMED,
        REVERTED,
        REFUSED,
        CHUNK_REFUSED
    }

    /// Something for the log of events.
    ///
    /// @param detail one line; begins with the cause where there is one
    void happened(Event event, String detail);

    /// Something that people see has changed.
    void changed(UpdateState state);
}
