package stanchion.powercut.disk;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// Number, permissions and time of a node: kept in a power cut, whatever else is lost.
final class Stamp {
    private final long number;
    private Set<PosixFilePermission> permissions;
    private FileTime modified;

    Stamp(long number, Set<PosixFilePermission> permissions, FileTime modified) {
        this.number = number;
        this.permissions = Set.copyOf(permissions);
        this.modified = modified;
    }

    Stamp copy() {
        return new Stamp(number, permissions, modified);
    }

    long number() {
        return number;
    }

    Set<PosixFilePermission> permissions() {
        return permissions;
    }

    FileTime modified() {
        return modified;
    }

    void permit(Set<PosixFilePermission> those) {
        permissions = Set.copyOf(those);
    }

    void touch(FileTime time) {
        modified = time;
    }
}
