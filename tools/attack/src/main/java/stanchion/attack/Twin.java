package stanchion.attack;

/// The nearest innocent form of an attack: it must boot, and its program must run. Without it, a
/// refusal proves only that something was refused.
///
/// @param sentence what is done instead
public record Twin(String sentence, Act act) {}
