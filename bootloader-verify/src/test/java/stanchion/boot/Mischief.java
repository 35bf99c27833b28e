package stanchion.boot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/// Folders and streams that do what storage should not.
final class Mischief {
    private Mischief() {}

    /// What happens when a folder is listed.
    interface Listing {
        List<Folder.Entry> list() throws IOException;
    }

    /// A folder that is listed like this and holds nothing that can be opened.
    static Folder folder(Listing listing) {
        return new Folder() {
            @Override
            public List<Entry> list(int most) throws IOException {
                return listing.list();
            }

            @Override
            public InputStream open(String name) throws IOException {
                throw new IOException("input/output error");
            }
        };
    }

    /// The first bytes of a file on a disk that then fails.
    static InputStream failingAfter(byte[] content, int good) {
        ByteArrayInputStream before = new ByteArrayInputStream(content, 0, good);
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return unlessOver(before.read());
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return unlessOver(before.read(into, from, length));
            }

            private int unlessOver(int read) throws IOException {
                if (read < 0) {
                    throw new IOException("input/output error");
                }
                return read;
            }
        };
    }

    /// A file that never ends.
    static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                Arrays.fill(into, from, from + length, (byte) 'x');
                return length;
            }
        };
    }
}
