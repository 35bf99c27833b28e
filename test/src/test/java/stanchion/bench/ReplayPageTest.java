package stanchion.bench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import stanchion.bench.page.TravelServer;
import stanchion.journal.JournalWriter;
import stanchion.replay.travel.Travel;
import stanchion.replay.travel.Travel.Way;
import stanchion.sim.virtual.SessionRun;

/// The page of a journal in a real browser, walked about in as a person would.
class ReplayPageTest {
    @Test
    void aPersonFindsWhyTheContactorClosedAndLooksAround() {
        Chromium.assumeInstalled();
        ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
        Travel travel = new Travel(ByteBuffer.wrap(journal()));
        travel.run();
        long closing = travel.find("CONTACTOR_CLOSED", 0, Way.ON).orElseThrow();
        try (TravelServer server = new TravelServer(0, travel, "a.journal");
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page(new Browser.NewPageOptions().setViewportSize(1280, 800));
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.onPageError(complaints::add);
            page.navigate(server.address());
            assertThat(page.locator("#verdict")).containsText("decided again bit for bit");

            search(page, closing);
            keys(page, closing);
            pointer(page);
            assertThat(page.evaluate("document.documentElement.scrollHeight")).isEqualTo(800);
            Chromium.picture(page, "replay");

            Page phone =
                    chromium.page(
                            new Browser.NewPageOptions()
                                    .setViewportSize(390, 844)
                                    .setColorScheme(ColorScheme.DARK));
            phone.navigate(server.address());
            assertThat(phone.locator("#here")).containsText("cycle 0");
            assertThat(phone.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
            Chromium.picture(phone, "replay-phone");
        }
        assertThat(complaints).isEmpty();
    }

    private static void search(Page page, long closing) {
        page.locator("#text").fill("contactor_closed");
        page.getByRole(AriaRole.BUTTON, named("↓")).click();
        assertThat(here(page)).containsText("cycle " + "%,d".formatted(closing) + " ");
        assertThat(here(page)).containsText("Charging");
        assertThat(page.locator("#why")).containsText("Preparing -> Charging: the residual-curr");
        assertThat(page.locator("#interlock")).containsText("lets the contactor be closed");
        assertThat(page.locator("#outcome")).containsText("close");
        assertThat(page.locator("#pilot-levels")).hasText(Pattern.compile("[56]\\.\\d+ V / −1.*"));
        assertThat(page.locator("#standing")).hasText("repeated bit for bit");
        assertThat(page.locator("#marks .now")).containsText("CONTACTOR_CLOSED");
        page.locator("#text").fill("no such thing");
        assertThat(page.locator("#found")).hasText("nothing holds “no such thing”");
        page.locator("#text").fill("");
    }

    private static void keys(Page page, long closing) {
        page.locator("#canvas").focus();
        page.keyboard().press("ArrowLeft");
        assertThat(here(page)).containsText("cycle " + "%,d".formatted(closing - 1) + " ");
        assertThat(here(page)).containsText("Preparing");
        assertThat(page.locator("#outcome")).containsText("open");
        page.keyboard().press("Control+ArrowRight");
        assertThat(here(page)).containsText("cycle " + "%,d".formatted(closing) + " ");
        page.keyboard().press("Shift+ArrowRight");
        assertThat(here(page)).containsText("cycle " + "%,d".formatted(closing + 100) + " ");
        page.keyboard().press("Home");
        assertThat(here(page)).containsText("cycle 0 ");
    }

    /// The middle of the timeline and its picture, which has colours; and closer.
    private static void pointer(Page page) {
        BoundingBox box = page.locator("#canvas").boundingBox();
        page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
        assertThat(here(page)).not().containsText("cycle 0 ");
        String before = page.locator("#canvas").evaluate("c => c.toDataURL()").toString();
        page.getByRole(AriaRole.BUTTON, named("zoom in")).click();
        page.waitForFunction("before => canvas.toDataURL() !== before", before);
        assertThat(before.length()).as("a drawn picture").isGreaterThan(3_000);
        page.getByRole(AriaRole.BUTTON, named("whole journal")).click();
    }

    private static Locator here(Page page) {
        return page.locator("#here");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static byte[] journal() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JournalWriter writer = new JournalWriter(bytes::writeBytes);
        SessionRun.of(5, 2, _ -> {}, writer::add);
        writer.flush();
        return bytes.toByteArray();
    }
}
