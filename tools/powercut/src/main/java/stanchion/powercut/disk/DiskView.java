package stanchion.powercut.disk;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/// Attributes of whatever a path leads to when they are asked for.
final class DiskView implements PosixFileAttributeView {
    private final DiskPath path;

    DiskView(DiskPath path) {
        this.path = path;
    }

    @Override
    public String name() {
        return "posix";
    }

    @Override
    public DiskAttributes readAttributes() throws IOException {
        Place place = Place.asked(path);
        path.disk().read(Operation.Kind.STAT, place.toString());
        return DiskAttributes.of(place.existing());
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created)
            throws IOException {
        Stamp stamp = Place.of(path).existing().stamp();
        Optional.ofNullable(modified).ifPresent(stamp::touch);
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
        Place.of(path).existing().stamp().permit(permissions);
    }

    @Override
    public UserPrincipal getOwner() throws IOException {
        return readAttributes().owner();
    }

    @Override
    public void setOwner(UserPrincipal owner) {
        throw new UnsupportedOperationException("everything belongs to one");
    }

    @Override
    public void setGroup(GroupPrincipal group) {
        throw new UnsupportedOperationException("everything belongs to one");
    }
}
