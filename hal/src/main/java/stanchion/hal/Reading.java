package stanchion.hal;

/// A value that may be absent, and then for a reason.
public sealed interface Reading<T> {
    record Present<T>(T value) implements Reading<T> {}

    record Missing<T>(Absence why) implements Reading<T> {}
}
