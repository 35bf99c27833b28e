package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An independent judge of the signature path: C2SP's Wycheproof vectors, from the folder that the
/// property `stanchion.vectors` names; skipped where it names none.
///
/// Metadata is signed with an empty context: what was signed in any other must not hold.
final class WycheproofTest {
    @ParameterizedTest
    @CsvSource({"ED25519, ed25519_test.json, 151", "ML_DSA_65, mldsa_65_verify_test.json, 210"})
    void everyVectorIsJudgedAsItsAuthorsSay(Algorithm algorithm, String name, int count)
            throws IOException {
        Path file =
                Path.of(System.getProperty("stanchion.vectors", ""))
                        .resolve("wycheproof")
                        .resolve(name);
        assumeTrue(Files.isRegularFile(file), "no vectors: set -Dstanchion.vectors=FOLDER");
        int judged = 0;
        for (JsonElement group : parse(file).getAsJsonArray("testGroups")) {
            byte[] key = publicKey(group.getAsJsonObject());
            for (JsonElement element : group.getAsJsonObject().getAsJsonArray("tests")) {
                JsonObject test = element.getAsJsonObject();
                byte[] message = hex(test, "msg");
                boolean valid =
                        algorithm.verifies(key, hex(test, "sig"), message, 0, message.length);
                assertThat(valid)
                        .as("%s %s %s", name, test.get("tcId"), test.get("comment"))
                        .isEqualTo(holds(test));
                judged++;
            }
        }
        assertThat(judged).isEqualTo(count);
    }

    private static boolean holds(JsonObject test) {
        boolean ourContext = !test.has("ctx") || test.get("ctx").getAsString().isEmpty();
        return ourContext && test.get("result").getAsString().equals("valid");
    }

    private static JsonObject parse(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private static byte[] publicKey(JsonObject group) {
        JsonElement key = group.get("publicKey");
        return key.isJsonObject()
                ? hex(key.getAsJsonObject(), "pk")
                : HexFormat.of().parseHex(key.getAsString());
    }

    private static byte[] hex(JsonObject of, String name) {
        return HexFormat.of().parseHex(of.get(name).getAsString());
    }
}
