package stanchion.attack;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/// Raw DEFLATE, as content travels.
final class Deflated {
    private Deflated() {}

    static byte[] of(byte[] content) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[64 * 1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }
}
