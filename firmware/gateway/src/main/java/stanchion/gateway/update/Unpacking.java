package stanchion.gateway.update;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks metadata: zlib streams (RFC 1950) of strangers.
final class Unpacking {
    private static final int STRIDE = 8 * 1024;

    private Unpacking() {}

    /// What is packed in a stream.
    ///
    /// @param dictionary with which it was packed, if it was
    /// @param most a longer content is cut off one byte later: what does not fit is never made
    /// @throws IOException when it is no such stream, or one with another dictionary
    static byte[] unpack(byte[] stream, Optional<byte[]> dictionary, int most) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(stream);
            return unpack(inflater, dictionary, most);
        } catch (DataFormatException | IllegalArgumentException malformed) {
            throw new IOException("not zlib, or with another dictionary", malformed);
        } finally {
            inflater.end();
        }
    }

    private static byte[] unpack(Inflater inflater, Optional<byte[]> dictionary, int most)
            throws IOException, DataFormatException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] stride = new byte[STRIDE];
        while (!inflater.finished() && content.size() <= most) {
            int room = Math.min(STRIDE, most + 1 - content.size());
            int count = inflater.inflate(stride, 0, room);
            content.write(stride, 0, count);
            if (inflater.needsDictionary()) {
                inflater.setDictionary(
                        dictionary.orElseThrow(() -> new IOException("it needs a dictionary")));
            } else if (count == 0 && inflater.needsInput()) {
                throw new IOException("the zlib stream is cut off");
            }
        }
        if (inflater.finished() && inflater.getRemaining() > 0) {
            throw new IOException("there is something behind the zlib stream");
        }
        return content.toByteArray();
    }
}
