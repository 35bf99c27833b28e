package stanchion.tufclient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import stanchion.update.slot.Durable;
import stanchion.update.tuf.RootShelf;

/// The newest root alone, in `root.json`.
record RootFile(Path folder) implements RootShelf {
    private Path file() {
        return folder.resolve("root.json");
    }

    /// Trusts the root in a file.
    void begin(Path root) throws IOException {
        Files.createDirectories(folder);
        Durable.write(file(), Files.readAllBytes(root));
    }

    @Override
    public byte[] newest() throws IOException {
        return Files.readAllBytes(file());
    }

    @Override
    public void keep(long version, byte[] root) throws IOException {
        Durable.write(file(), root);
    }
}
