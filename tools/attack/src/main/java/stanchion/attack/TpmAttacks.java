package stanchion.attack;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import stanchion.boot.Refusal;
import stanchion.boot.TpmCounterWriter;

/// Group J, second part: the rollback counter in a TPM.
final class TpmAttacks {
    private static final int INDEX = 0x01800000;
    private static final Twin COUNTING =
            new Twin(
                    "the TPM counts, and the version is of its epoch",
                    charger -> {
                        counting(charger, 3);
                        epoch(charger, 3);
                    });

    private TpmAttacks() {}

    static List<Case> cases() {
        return List.of(
                unreadable(
                        "J32",
                        "the TPM is gone",
                        charger -> charger.describe("counter", "tpm tpm.sock 0x01800000")),
                unreadable(
                        "J33",
                        "a file lies where the TPM should be",
                        charger -> {
                            Files.write(charger.file("tpm.sock"), new byte[64]);
                            charger.describe("counter", "tpm tpm.sock 0x01800000");
                        }),
                unreadable(
                        "J34",
                        "a TPM that never answers",
                        charger -> answering(charger, new byte[0])),
                unreadable(
                        "J35",
                        "a TPM that answers garbage",
                        charger -> answering(charger, new byte[64])),
                unreadable(
                        "J36",
                        "a TPM that announces four gibibytes",
                        charger ->
                                answering(
                                        charger, HexFormat.of().parseHex("8001ffffffff00000000"))),
                unreadable(
                        "J37",
                        "a TPM that says the counter is there, and nothing more",
                        charger ->
                                answering(
                                        charger, HexFormat.of().parseHex("80010000000a00000000"))),
                unreadable(
                        "J38",
                        "the TPM of another charger, without the index",
                        charger -> CaseTpm.start(charger).use(charger, INDEX)),
                unreadable(
                        "J39",
                        "the TPM loses power and does not come back",
                        charger -> {
                            counting(charger, 1).stop();
                            epoch(charger, 3);
                        }),
                Case.of("J40", "the TPM of another charger, whose counter is further on")
                        .refused(Refusal.ROLLBACK)
                        .by(charger -> {
                            counting(charger, 4);
                            epoch(charger, 3);
                        })
                        .unless(COUNTING),
                Case.of("J41", "a version from before a revocation, and the counter is in the TPM")
                        .refused(Refusal.ROLLBACK)
                        .by(charger -> {
                            counting(charger, 3);
                            epoch(charger, 2);
                        })
                        .unless(COUNTING),
                Case.of("J42", "the counter is undefined and defined again, to begin at the bottom")
                        .refused(Refusal.ROLLBACK)
                        .by(charger -> {
                            CaseTpm tpm = counting(charger, 3);
                            tpm.tool(charger, "tpm2_nvundefine", "0x01800000");
                            new TpmCounterWriter(tpm.socket(), INDEX).define();
                            epoch(charger, 2);
                        })
                        .unless(COUNTING),
                foreign(
                        "J43",
                        "an index that can be written stands in the place of the counter",
                        "ownerwrite|ownerread|authread|authwrite"),
                foreign(
                        "J44",
                        "a counter that its owner can lock for reading",
                        "nt=counter|authread|authwrite|ownerwrite|ownerread|no_da"));
    }

    private static Case unreadable(String id, String sentence, Act spoil) {
        return Case.of(id, sentence).refused(Refusal.COUNTER_UNREADABLE).by(spoil).unless(COUNTING);
    }

    private static Case foreign(String id, String sentence, String attributes) {
        return Case.of(id, sentence)
                .refused(Refusal.COUNTER_FOREIGN)
                .by(charger -> {
                    CaseTpm tpm = CaseTpm.start(charger);
                    tpm.use(charger, INDEX);
                    tpm.tool(
                            charger,
                            "tpm2_nvdefine",
                            "-C",
                            "o",
                            "-s",
                            "8",
                            "-a",
                            attributes,
                            "0x01800000");
                })
                .unless(COUNTING);
    }

    /// A TPM whose counter was raised to a value.
    private static CaseTpm counting(Charger charger, long value) throws Exception {
        CaseTpm tpm = CaseTpm.start(charger);
        TpmCounterWriter counter = new TpmCounterWriter(tpm.socket(), INDEX);
        counter.define();
        counter.raise(value);
        tpm.use(charger, INDEX);
        return tpm;
    }

    private static void epoch(Charger charger, int epoch) throws Exception {
        charger.editTargets("\"security_epoch\":0", "\"security_epoch\":" + epoch);
    }

    /// A socket where each caller is answered with these bytes, or not at all.
    private static void answering(Charger charger, byte[] answer) throws IOException {
        Path socket = charger.work().resolve("t");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(() -> serve(server, answer));
        charger.afterwards(c -> {
            server.close();
            Files.deleteIfExists(socket);
        });
        charger.describe("counter", "tpm " + socket + " 0x01800000");
    }

    private static void serve(ServerSocketChannel server, byte[] answer) {
        try {
            while (server.isOpen()) {
                try (SocketChannel caller = server.accept()) {
                    ByteBuffer command = ByteBuffer.allocate(4096);
                    while (caller.read(command) >= 0) {
                        caller.write(ByteBuffer.wrap(answer));
                    }
                }
            }
        } catch (IOException over) {
            Thread.onSpinWait();
        }
    }
}
