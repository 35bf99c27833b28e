package stanchion.release.delta;

import stanchion.update.delta.ContentException;
import stanchion.update.delta.JarEnd;

/// Finds the part of a jar that follows from the rest of it.
final class JarTail {
    private JarTail() {}

    /// Where it begins; the file's length when there is none.
    static int begin(byte[] file) {
        JarEnd end = new JarEnd();
        for (int at = 0; at < file.length; at++) {
            if (end.atBoundary() && signed(file, at)) {
                return follows(end, file, at) ? at : file.length;
            }
            end.next(file[at] & 0xff);
        }
        return file.length;
    }

    private static boolean signed(byte[] file, int at) {
        for (int i = 0; i < Integer.BYTES; i++) {
            int wanted = (JarEnd.SIGNATURE >>> (Byte.SIZE * i)) & 0xff;
            if (at + i >= file.length || (file[at + i] & 0xff) != wanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean follows(JarEnd end, byte[] file, int from) {
        try {
            for (int at = from; at < file.length; at++) {
                if (end.take() != (file[at] & 0xff)) {
                    return false;
                }
            }
            return true;
        } catch (ContentException longer) {
            return false;
        }
    }
}
