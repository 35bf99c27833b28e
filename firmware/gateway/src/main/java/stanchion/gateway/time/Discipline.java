package stanchion.gateway.time;

import java.nio.file.Files;
import java.nio.file.Path;

/// What the machine says of its wall clock.
@FunctionalInterface
public interface Discipline {
    /// An opinion of a clock.
    enum Opinion {
        /// A time server has set it.
        SYNCHRONISED,
        /// There is a time service, and it has not reached a server yet: the clock may show a time
        /// of long ago.
        WAITING,
        /// There is nobody who would know.
        NOBODY
    }

    Opinion opinion();

    /// As systemd's time service says it, with a file.
    static Discipline systemd() {
        return of(Path.of("/run/systemd/timesync"));
    }

    /// As the files of such a service say it.
    ///
    /// @param folder of the service; not there where there is none
    static Discipline of(Path folder) {
        return () -> {
            if (Files.exists(folder.resolve("synchronized"))) {
                return Opinion.SYNCHRONISED;
            }
            return Files.isDirectory(folder) ? Opinion.WAITING : Opinion.NOBODY;
        };
    }
}
