package stanchion.attack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// File systems of a case's own, where one may mount them.
final class Mounts {
    private Mounts() {}

    /// Mounts until the case is over.
    ///
    /// @param words what mount(8) wants before the place
    /// @throws NotHere when this process may not mount
    static void mount(Charger charger, Path place, String... words)
            throws IOException, InterruptedException, NotHere {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(words));
        command.add(place.toString());
        if (status(charger, command) != 0) {
            throw new NotHere("may not mount " + String.join(" ", words) + ": run it as root");
        }
        charger.afterwards(c -> Evil.run(c, List.of("umount", place.toString())));
    }

    private static int status(Charger charger, List<String> command)
            throws InterruptedException, NotHere {
        try {
            return Evil.run(charger, command);
        } catch (IOException none) {
            throw new NotHere("no mount(8) here: apt install mount");
        }
    }

    /// Makes every read of a file fail with EIO: lays the memory of this process over it, which is
    /// a plain file of no length, with nothing at its beginning.
    static void breakReads(Charger charger, Path file)
            throws IOException, InterruptedException, NotHere {
        String memory = "/proc/" + ProcessHandle.current().pid() + "/mem";
        mount(charger, file, "--bind", memory);
    }
}
