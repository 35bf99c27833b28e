package stanchion.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Folders of an ordinary file system: when its power goes, nobody is left to be asked about it.
public final class OrdinaryGround implements Ground {
    private final Path disk;
    private final Path ram;
    private int runs;

    /// @param disk on which the charger's folder stands
    /// @param ram in which each start gets a folder
    public OrdinaryGround(Path disk, Path ram) {
        this.disk = disk;
        this.ram = ram;
    }

    @Override
    public Path folder() {
        return disk.resolve(World.FOLDER);
    }

    @Override
    public Path run() {
        try {
            return Files.createDirectories(ram.resolve(Integer.toString(++runs)));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Path look() {
        return folder();
    }

    @Override
    public void requirePower() {
        // without it this is not called
    }

    @Override
    public boolean struck() {
        return false;
    }
}
