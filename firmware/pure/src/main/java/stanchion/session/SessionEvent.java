package stanchion.session;

/// Something that happened in one cycle.
///
/// @param detail at most 200 characters, may be empty
public record SessionEvent(EventName name, String detail) {}
