package stanchion.update.delta;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A whole file as it is sent when there is no delta: raw DEFLATE (RFC 1951).
///
/// Takes about 100 KiB of memory whatever the content says.
public final class FullFile {
    private static final int BUFFER = 16 * 1024;

    private FullFile() {}

    /// Inflates a file.
    ///
    /// @param length of the file in bytes, as signed; never more is written
    /// @throws ContentException when the content is anything but a file of exactly this length
    /// @throws IOException when one of the streams fails
    public static void inflate(InputStream content, OutputStream out, long length)
            throws ContentException, IOException {
        try (Inflater inflater = new Inflater(true)) {
            long written = 0;
            byte[] in = new byte[BUFFER];
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    feed(inflater, content, in);
                }
                int count = inflater.inflate(buffer);
                if (count > length - written) {
                    throw new ContentException(ContentFault.TOO_LONG, "more than " + length);
                }
                out.write(buffer, 0, count);
                written += count;
            }
            checkEnd(inflater.getRemaining(), content, length - written);
        } catch (DataFormatException broken) {
            throw new ContentException(ContentFault.CORRUPT, String.valueOf(broken.getMessage()));
        }
    }

    private static void feed(Inflater inflater, InputStream content, byte[] in)
            throws ContentException, IOException {
        if (inflater.needsDictionary()) {
            throw new ContentException(ContentFault.FORMAT, "wants a dictionary");
        }
        int count = content.read(in);
        if (count <= 0) {
            throw new ContentException(ContentFault.CUT_OFF, "ends within a file");
        }
        inflater.setInput(in, 0, count);
    }

    private static void checkEnd(int remaining, InputStream content, long missing)
            throws ContentException, IOException {
        if (missing > 0) {
            throw new ContentException(ContentFault.TOO_SHORT, missing + " bytes are missing");
        }
        if (remaining > 0 || content.read() >= 0) {
            throw new ContentException(ContentFault.TRAILING, "goes on after the file");
        }
    }
}
