package stanchion.release.jar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes ZIP files by hand, so that it can also write what no library would.
final class Jars {
    private static final int NAME = 0x800;

    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int count;

    Jars stored(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return add(name, 0, bytes, bytes, new byte[0]);
    }

    Jars extra(String name, String content, int id, int length) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        ByteBuffer extra = little(4 + length).putShort((short) id).putShort((short) length);
        return add(name, 0, bytes, bytes, bytes(extra));
    }

    Jars deflated(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return add(name, 8, deflate(bytes), bytes, new byte[0]);
    }

    Jars deflatedWithTail(String name, byte[] content) {
        byte[] packed = deflate(content);
        return add(name, 8, Arrays.copyOf(packed, packed.length + 3), content, new byte[0]);
    }

    private static byte[] deflate(byte[] content) {
        try (Deflater deflater = new Deflater(9, true)) {
            deflater.setInput(content);
            deflater.finish();
            byte[] packed = new byte[content.length + 64];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }

    private Jars add(String name, int method, byte[] packed, byte[] content, byte[] extra) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(content);
        boolean later = method == 8;
        int flags = later ? NAME | 8 : NAME;
        int at = entries.size();
        ByteBuffer local = little(30).putInt(0x04034b50).putShort((short) 20);
        local.putShort((short) flags).putShort((short) method).putInt(0x5c210000);
        local.putInt(later ? 0 : (int) crc.getValue());
        local.putInt(later ? 0 : packed.length).putInt(later ? 0 : content.length);
        local.putShort((short) bytes.length).putShort((short) extra.length);
        entries.writeBytes(bytes(local));
        entries.writeBytes(bytes);
        entries.writeBytes(extra);
        entries.writeBytes(packed);
        ByteBuffer sizes = little(16).putInt(0x08074b50).putInt((int) crc.getValue());
        sizes.putInt(packed.length).putInt(content.length);
        if (later) {
            entries.writeBytes(bytes(sizes));
        }
        ByteBuffer central = little(46).putInt(0x02014b50).putShort((short) 20);
        central.putShort((short) 20).putShort((short) flags).putShort((short) method);
        central.putInt(0x5c210000).put(bytes(sizes), 4, 12);
        central.putShort((short) bytes.length).putShort((short) extra.length);
        central.position(42).putInt(at);
        directory.writeBytes(bytes(central));
        directory.writeBytes(bytes);
        directory.writeBytes(extra);
        count++;
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        zip.writeBytes(entries.toByteArray());
        zip.writeBytes(directory.toByteArray());
        ByteBuffer end = little(22).putInt(0x06054b50).putInt(0);
        end.putShort((short) count).putShort((short) count);
        end.putInt(directory.size()).putInt(entries.size());
        zip.writeBytes(bytes(end));
        return zip.toByteArray();
    }

    private static byte[] bytes(ByteBuffer written) {
        byte[] bytes = new byte[written.capacity()];
        written.rewind().get(bytes);
        return bytes;
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
