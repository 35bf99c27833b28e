package stanchion.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import stanchion.powercut.disk.Dice;
import stanchion.powercut.disk.Disk;

/// A charger on a file system in memory.
record InMemory(Disk disk) implements Ground {
    @Override
    public Path folder() {
        return disk.top().resolve(World.FOLDER);
    }

    @Override
    public Path run() {
        Path run = new Disk().top().resolve("run");
        try {
            Files.createDirectory(run);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return run;
    }

    @Override
    public Path look() {
        return disk.survivor(Dice.everything()).top().resolve(World.FOLDER);
    }

    @Override
    public void requirePower() {
        disk.requirePower();
    }

    @Override
    public boolean struck() {
        return disk.struck();
    }
}
