package stanchion.bench.process;

import java.time.Duration;

/// Whoever answers for a [Supervised] process: hears of its deaths, and says what follows.
public interface Superior {
    /// A process that ended without being asked to.
    ///
    /// @param status 128 and the signal's number when a signal ended it
    /// @param lived from its start
    /// @param inARow how many lives ended early one after the other, this one counted
    record Death(String name, int status, Duration lived, int inARow) {
        @Override
        public String toString() {
            return name + " ended with status " + status;
        }
    }

    /// What follows a death.
    enum Next {
        /// The same is started once more.
        AGAIN,
        /// It stays ended until somebody starts it.
        NOTHING
    }

    /// Called at once; must not wait for the process.
    Next died(Death death);

    /// One line for a person.
    void told(String line);
}
