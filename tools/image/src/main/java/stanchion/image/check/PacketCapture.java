package stanchion.image.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.image.ImageException;

/// What a machine sent, out of a capture of its network card (pcap, Ethernet).
///
/// @param sent what went out, `udp 67` or `tcp 10.0.2.2:8883`, and how many packets
record PacketCapture(SortedMap<String, Integer> sent) {
    /// The name of a capture.
    static final String FILE = "packets.pcap";

    private static final int FILE_HEADER = 24;
    private static final int PACKET_HEADER = 16;
    private static final int MAGIC = 0xa1b2c3d4;
    private static final int ETHERNET = 14;
    private static final int ARP = 0x0806;
    private static final int IPV4 = 0x0800;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int DHCP = 67;
    private static final int DNS = 53;

    /// The card's address, as QEMU gives it; who has another is on the other side.
    private static final byte[] OWN = {0x52, 0x54, 0x00, 0x12, 0x34, 0x56};

    static PacketCapture read(Path file) throws IOException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            if (bytes.remaining() < FILE_HEADER) {
                return new PacketCapture(new TreeMap<>());
            }
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.getInt(0) != MAGIC) {
                bytes.order(ByteOrder.BIG_ENDIAN);
            }
            bytes.position(FILE_HEADER);
            return read(bytes);
        } catch (IOException unreadable) {
            throw ImageException.because(file + ": no capture", unreadable);
        }
    }

    private static PacketCapture read(ByteBuffer bytes) {
        TreeMap<String, Integer> sent = new TreeMap<>();
        while (bytes.remaining() >= PACKET_HEADER) {
            int length = bytes.getInt(bytes.position() + 8);
            int start = bytes.position() + PACKET_HEADER;
            if (length < 0 || length > bytes.limit() - start) {
                break;
            }
            ByteBuffer frame = bytes.slice(start, length).order(ByteOrder.BIG_ENDIAN);
            if (isOwn(frame)) {
                sent.merge(kind(frame), 1, Integer::sum);
            }
            bytes.position(start + length);
        }
        return new PacketCapture(sent);
    }

    private static boolean isOwn(ByteBuffer frame) {
        return frame.limit() >= ETHERNET
                && frame.slice(OWN.length, OWN.length).equals(ByteBuffer.wrap(OWN));
    }

    private static String kind(ByteBuffer frame) {
        int type = frame.getShort(12) & 0xffff;
        if (type == ARP) {
            return "arp";
        }
        int header = frame.limit() > ETHERNET ? (frame.get(ETHERNET) & 0xf) * 4 : 0;
        if (type != IPV4 || frame.limit() < ETHERNET + header + 4) {
            return "type 0x" + Integer.toHexString(type);
        }
        int protocol = frame.get(ETHERNET + 9) & 0xff;
        int port = frame.getShort(ETHERNET + header + 2) & 0xffff;
        return switch (protocol) {
            case UDP -> "udp " + (port == DHCP || port == DNS ? "" : address(frame) + ":") + port;
            case TCP -> "tcp " + address(frame) + ":" + port;
            default -> "protocol " + protocol;
        };
    }

    private static String address(ByteBuffer frame) {
        int at = ETHERNET + 16;
        return "%d.%d.%d.%d"
                .formatted(
                        frame.get(at) & 0xff,
                        frame.get(at + 1) & 0xff,
                        frame.get(at + 2) & 0xff,
                        frame.get(at + 3) & 0xff);
    }

    /// What went out besides ARP, DHCP, DNS and to the broker.
    ///
    /// @param broker `HOST:PORT`
    SortedMap<String, Integer> unexpected(String broker) {
        TreeMap<String, Integer> rest = new TreeMap<>(sent);
        rest.remove("arp");
        rest.remove("udp " + DHCP);
        rest.remove("udp " + DNS);
        rest.remove("tcp " + broker);
        return rest;
    }
}
