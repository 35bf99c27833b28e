package stanchion.image.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.image.ImageException;
import stanchion.image.ImageOrder;
import stanchion.image.Recipe;
import stanchion.image.check.ImageCheck.Part;

/// What is judged of which image, and what comes of it.
final class VerdictsTest {
    private static final Path HOME =
            Path.of(System.getProperty("stanchion.home", "../..")).toAbsolutePath().normalize();

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Verdicts verdicts =
            new Verdicts(new PrintStream(said, true, StandardCharsets.UTF_8));

    @Test
    void whatWasNotLookedAtHasNotPassed() {
        assertThat(verdicts.sum()).isEqualTo(1);
    }

    @Test
    void oneThingThatIsWrongIsEnoughToFail() {
        verdicts.judge(true, "root", "read-only", "ro");
        assertThat(verdicts.sum()).isZero();
        verdicts.judge(false, "ss -lntup", "nothing", "tcp LISTEN\n22");
        assertThat(verdicts.sum()).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("ss -lntup: expected nothing; seen tcp LISTEN | 22\n")
                .contains("PASSED: 1 seen as expected, 0 not")
                .contains("FAILED: 1 seen as expected, 1 not");
    }

    @ParameterizedTest
    @CsvSource({
        "virtual, TEST, 4",
        "qemu-arm64, TEST, 4",
        "cm4-reference, TEST, 1",
        "virtual, PRODUCTION, 1"
    })
    void onlyATestsImageOfABoardThatQemuHasIsBooted(
            String board, ImageOrder.Purpose purpose, int parts) throws Exception {
        ImageOrder order = order(board, purpose);
        assertThat(ImageCheck.parts("all", order)).hasSize(parts).contains(Part.INSPECT);
        assertThat(ImageCheck.parts("inspect", order)).containsExactly(Part.INSPECT);
        if (parts == 1) {
            assertThatThrownBy(() -> ImageCheck.parts("start", order))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("this image has [inspect]");
        }
    }

    @Test
    void unknownPartIsRefusedWithThoseThereAre() throws Exception {
        ImageOrder order = order("virtual", ImageOrder.Purpose.TEST);
        assertThatThrownBy(() -> ImageCheck.parts("all of it", order))
                .hasMessageContaining("inspect, start, notify, tamper");
    }

    private static ImageOrder order(String board, ImageOrder.Purpose purpose) throws Exception {
        Path none = Path.of("none");
        Recipe recipe = Recipe.read(HOME, board);
        return new ImageOrder(
                HOME,
                recipe,
                purpose,
                none,
                "ssl://10.0.2.2:8883",
                Optional.empty(),
                none,
                Optional.empty());
    }
}
