package stanchion.update.tuf;

/// Who must sign a role, in the words of a [Dialect]: equal ones ask for the same signatures.
public interface Authority {}
