package stanchion.update.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every reader of an update accepts what is good, and what is altered it accepts or refuses.
/// `./run fuzz --target updates` looks further.
final class FuzzUpdatesTest {
    private static final String HEAD =
            "{\"_type\":\"%s\",\"expires\":\"2030-01-01T00:00:00Z\",%s\"spec_version\":\"1.0.31\",%s\"version\":3%s}";
    private static final String INFO =
            "{\"hashes\":{\"sha256\":\"" + "a".repeat(64) + "\"},\"length\":10,\"version\":1}";
    private static final int MUTANTS = 150;

    @Test
    void everySeedIsAccepted() {
        for (byte[] seed : seeds()) {
            assertThat(FuzzUpdates.accepts(seed)).as("%c", seed[0]).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyAlteredSeedIsAcceptedOrRefused(long seed) {
        Random random = new Random(seed);
        for (byte[] good : seeds()) {
            for (int i = 0; i < MUTANTS; i++) {
                FuzzUpdates.accepts(altered(random, good));
            }
        }
    }

    @Test
    void deltaOfAnythingYieldsNoMoreThanIsSigned() {
        Random random = new Random(4);
        for (int i = 0; i < MUTANTS / 5; i++) {
            byte[] delta = new byte[2 + random.nextInt(300)];
            random.nextBytes(delta);
            delta[0] = 'd';
            delta[1] = 1;
            FuzzUpdates.accepts(delta);
        }
    }

    private static byte[] altered(Random random, byte[] good) {
        byte[] bytes = good.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = 1 + random.nextInt(bytes.length - 1);
            bytes[at] = (byte) random.nextInt(256);
        }
        int length = random.nextInt(4) == 0 ? 1 + random.nextInt(bytes.length) : bytes.length;
        return Arrays.copyOf(bytes, length);
    }

    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(
                ascii(
                        "t"
                                + HEAD.formatted(
                                        "timestamp",
                                        "\"meta\":{\"snapshot.json\":" + INFO + "},",
                                        "",
                                        ",\"x-stanchion\":{\"signed\":\"2026-01-01T00:00:00Z\"}")));
        seeds.add(
                ascii(
                        "s"
                                + HEAD.formatted(
                                        "snapshot",
                                        "\"meta\":{\"assignment.json\":"
                                                + INFO
                                                + ",\"targets.json\":"
                                                + INFO
                                                + "},",
                                        "",
                                        "")));
        seeds.add(ascii("a" + HEAD.formatted("targets", "", content(), rules())));
        seeds.add(ascii("c" + "0123456789abcdef".repeat(8)));
        seeds.add(deflated());
        return seeds;
    }

    private static String content() {
        String digest = "b".repeat(64);
        return "\"targets\":{\"%s.full\":{\"custom\":{\"chunks\":\"%s\",\"gives\":\"%s\",\"kind\":\"full\"},\"hashes\":{\"sha256\":\"%s\"},\"length\":100000}},"
                .formatted(digest, "c".repeat(64), "d".repeat(64), digest);
    }

    private static String rules() {
        return ",\"x-stanchion\":{\"channels\":{\"beta\":2,\"stable\":1},\"devices\":{\"c-7\":{\"serial\":1,\"targets\":1}},"
                + "\"rollouts\":[{\"channel\":\"beta\",\"id\":\"r\",\"permyriad\":100,\"state\":\"running\",\"targets\":2}]}";
    }

    private static byte[] deflated() {
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(new byte[FuzzUpdates.LENGTH]);
            deflater.finish();
            byte[] buffer = new byte[FuzzUpdates.LENGTH];
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write('z');
            out.write(buffer, 0, deflater.deflate(buffer));
            return out.toByteArray();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
