package stanchion.image.disk;

import java.util.List;
import stanchion.image.disk.PartitionTable.Kind;
import stanchion.image.disk.PartitionTable.Partition;

/// Where everything stands on the card. Two boot volumes, two roots: an update of the system writes
/// the pair that does not run. The data partition is zero until the first start encrypts it.
///
/// | partition | what |
/// |---|---|
/// | `select` | `autoboot.txt`: which boot volume is on, which is tried |
/// | `boot-a`, `boot-b` | `boot.img` and `boot.sig`: kernel, initramfs and command line, signed |
/// | `root-a`, `root-b` | squashfs and its dm-verity tree; the root hash is on the signed command line |
/// | `data` | LUKS 2, ext4: slots, trust, state, identity |
public final class DiskLayout {
    /// Fixed, so that two builds give the same bytes: 2026-01-01.
    public static final long EPOCH = 1_767_225_600L;

    public static final PartitionTable TABLE =
            new PartitionTable(
                    1024,
                    List.of(
                            new Partition("select", Kind.FAT, 1, 15),
                            new Partition("boot-a", Kind.FAT, 16, 80),
                            new Partition("boot-b", Kind.FAT, 96, 80),
                            new Partition("root-a", Kind.LINUX, 176, 256),
                            new Partition("root-b", Kind.LINUX, 432, 256),
                            new Partition("data", Kind.LINUX, 688, 335)));

    private DiskLayout() {}
}
