package stanchion.release.keys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import stanchion.boot.Algorithm;
import stanchion.boot.Key;
import stanchion.release.ReleaseException;
import stanchion.release.keys.Pkcs11.Attribute;

/// A token somebody has logged in to; the session ends with the process.
final class TokenSession {
    private static final long CLASS = 0;
    private static final long TOKEN = 1;
    private static final long PRIVATE = 2;
    private static final long LABEL = 3;
    private static final long SENSITIVE = 0x103;
    private static final long SIGN = 0x108;
    private static final long VERIFY = 0x10A;
    private static final long EXTRACTABLE = 0x162;
    private static final long EC_PARAMS = 0x180;
    private static final long EC_POINT = 0x181;
    private static final long PUBLIC_KEY = 2;
    private static final long PRIVATE_KEY = 3;
    private static final long EDWARDS_KEY_PAIR_GEN = 0x1055;
    private static final long EDDSA = 0x1057;
    private static final long SERIAL_READ_WRITE = 6;
    private static final long USER = 1;
    private static final long TOKEN_INFO_BYTES = 208;
    private static final int LABEL_BYTES = 32;
    private static final int MOST_SLOTS = 64;
    private static final byte[] ED25519 = HexFormat.of().parseHex("06032b6570");
    private static final int SIGNATURE_BYTES = 64;

    private final Pkcs11 library;
    private final TokenWords words;
    private final long session;

    private TokenSession(Pkcs11 library, TokenWords words, long session) {
        this.library = library;
        this.words = words;
        this.session = session;
    }

    /// Opens a session and logs in.
    ///
    /// @throws ReleaseException when the token is not there, or the PIN is wrong
    static TokenSession open(TokenWords words, char[] pin) throws ReleaseException {
        Pkcs11 library = Pkcs11.load(words.module());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(JAVA_LONG);
            library.must(
                    "C_OpenSession",
                    slot(library, words, arena),
                    SERIAL_READ_WRITE,
                    MemorySegment.NULL,
                    MemorySegment.NULL,
                    handle);
            TokenSession opened = new TokenSession(library, words, handle.get(JAVA_LONG, 0));
            opened.logIn(pin, arena);
            return opened;
        }
    }

    private static long slot(Pkcs11 library, TokenWords words, Arena arena)
            throws ReleaseException {
        MemorySegment count = arena.allocate(JAVA_LONG);
        MemorySegment slots = arena.allocate(JAVA_LONG, MOST_SLOTS);
        count.set(JAVA_LONG, 0, MOST_SLOTS);
        library.must("C_GetSlotList", 1L, slots, count);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < count.get(JAVA_LONG, 0); i++) {
            long slot = slots.getAtIndex(JAVA_LONG, i);
            MemorySegment info = arena.allocate(TOKEN_INFO_BYTES, 8);
            library.must("C_GetTokenInfo", slot, info);
            byte[] label = info.asSlice(0, LABEL_BYTES).toArray(JAVA_BYTE);
            String name = new String(label, StandardCharsets.UTF_8).strip();
            if (name.equals(words.token())) {
                return slot;
            }
            seen.add(name);
        }
        throw new ReleaseException(
                words.module() + ": no token " + words.token() + " is plugged in, but " + seen);
    }

    private void logIn(char[] pin, Arena arena) throws ReleaseException {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(pin));
        long length = encoded.remaining();
        MemorySegment secret = arena.allocate(Math.max(1, length));
        secret.copyFrom(MemorySegment.ofBuffer(encoded));
        long answer = library.call("C_Login", session, USER, secret, length);
        secret.fill((byte) 0);
        MemorySegment.ofBuffer(encoded).fill((byte) 0);
        if (answer == Pkcs11.PIN_INCORRECT || answer == Pkcs11.PIN_LOCKED) {
            throw new ReleaseException(
                    "token "
                            + words.token()
                            + (answer == Pkcs11.PIN_LOCKED
                                    ? ": the PIN is locked"
                                    : ": wrong PIN"));
        }
        if (answer != 0 && answer != Pkcs11.ALREADY_LOGGED_IN) {
            throw new ReleaseException(
                    "token " + words.token() + ": login answers 0x" + Long.toHexString(answer));
        }
    }

    /// Whether the token holds the key of the words.
    boolean holdsKey() throws ReleaseException {
        return find(PRIVATE_KEY).length > 0;
    }

    /// Makes an Ed25519 key on the token, which never gives it away.
    void generate() throws ReleaseException {
        byte[] label = words.object().getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            Attribute[] open = {
                new Attribute(LABEL, label),
                Attribute.yes(TOKEN),
                Attribute.yes(VERIFY),
                new Attribute(EC_PARAMS, ED25519)
            };
            Attribute[] secret = {
                new Attribute(LABEL, label),
                Attribute.yes(TOKEN),
                Attribute.yes(PRIVATE),
                Attribute.yes(SENSITIVE),
                Attribute.no(EXTRACTABLE),
                Attribute.yes(SIGN)
            };
            library.must(
                    "C_GenerateKeyPair",
                    session,
                    Pkcs11.structures(arena, new Attribute(EDWARDS_KEY_PAIR_GEN, new byte[0])),
                    Pkcs11.structures(arena, open),
                    (long) open.length,
                    Pkcs11.structures(arena, secret),
                    (long) secret.length,
                    arena.allocate(JAVA_LONG),
                    arena.allocate(JAVA_LONG));
        }
    }

    /// The public half as the token tells it.
    Key key() throws ReleaseException {
        try (Arena arena = Arena.ofConfined()) {
            byte[] room = new byte[128];
            MemorySegment point = Pkcs11.structures(arena, new Attribute(EC_POINT, room));
            library.must("C_GetAttributeValue", session, only(PUBLIC_KEY), point, 1L);
            long length = point.get(JAVA_LONG, 16);
            MemorySegment value = Pkcs11.content(point.get(ADDRESS, 8), length);
            byte[] encoded = value.toArray(JAVA_BYTE);
            int raw = Algorithm.ED25519.keyLength();
            // an OCTET STRING by the standard, the bare point by some vendors
            if (length != raw && length != raw + 2) {
                throw new ReleaseException(words + ": not an Ed25519 key");
            }
            return new Key(
                    Algorithm.ED25519,
                    HexFormat.of().formatHex(encoded, encoded.length - raw, encoded.length));
        }
    }

    /// A raw Ed25519 signature.
    byte[] sign(byte[] message) throws ReleaseException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mechanism = Pkcs11.structures(arena, new Attribute(EDDSA, new byte[0]));
            library.must("C_SignInit", session, mechanism, only(PRIVATE_KEY));
            MemorySegment signature = arena.allocate(SIGNATURE_BYTES);
            MemorySegment length = arena.allocate(JAVA_LONG);
            length.set(JAVA_LONG, 0, SIGNATURE_BYTES);
            library.must(
                    "C_Sign",
                    session,
                    arena.allocateFrom(JAVA_BYTE, message),
                    (long) message.length,
                    signature,
                    length);
            return signature.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        }
    }

    private long only(long kind) throws ReleaseException {
        long[] found = find(kind);
        if (found.length != 1) {
            throw new ReleaseException(
                    words + ": the token holds " + found.length + " such keys instead of one");
        }
        return found[0];
    }

    private long[] find(long kind) throws ReleaseException {
        byte[] label = words.object().getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment wanted =
                    Pkcs11.structures(
                            arena, Attribute.of(CLASS, kind), new Attribute(LABEL, label));
            library.must("C_FindObjectsInit", session, wanted, 2L);
            MemorySegment found = arena.allocate(JAVA_LONG, 2);
            MemorySegment count = arena.allocate(JAVA_LONG);
            library.must("C_FindObjects", session, found, 2L, count);
            library.must("C_FindObjectsFinal", session);
            return found.asSlice(0, 8 * count.get(JAVA_LONG, 0)).toArray(JAVA_LONG);
        }
    }
}
