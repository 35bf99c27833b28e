package stanchion.bench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.fleet.StatusPage;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.RolloutRow;
import stanchion.fleet.store.StoreAddress;

/// The page of a fleet in a real browser, as whoever watches a rollout sees it.
class FleetPageTest {
    @TempDir Path folder;

    @Test
    void whoeverWatchesARolloutSeesHowFarItIsWhatFailedWhyItHaltedAndWhatIsWrong()
            throws Exception {
        Chromium.assumeInstalled();
        ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
        try (FleetStore store = StoreAddress.open(folder.resolve("fleet.sqlite").toString());
                StatusPage serving = new StatusPage(store);
                Chromium chromium = Chromium.launch()) {
            FleetInMotion.fill(store, Instant.now());
            Page wide = chromium.page(new Browser.NewPageOptions().setViewportSize(1200, 900));
            wide.onConsoleMessage(message -> complaints.add(message.text()));
            wide.navigate(serving.address());
            seen(wide);
            Chromium.picture(wide, "fleet");

            RolloutRow running = row(store, "stable-7");
            store.rollout(running.in(RolloutRow.State.HALTED, Instant.now(), "by a person"));
            assertThat(rollout(wide, "stable-7").locator(".why"))
                    .containsText("Halted: by a person"); // the page loads itself again

            Page phone =
                    chromium.page(
                            new Browser.NewPageOptions()
                                    .setViewportSize(390, 844)
                                    .setColorScheme(ColorScheme.DARK));
            phone.navigate(serving.address());
            assertThat(phone.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
            Chromium.picture(phone, "fleet-phone");
        }
        assertThat(complaints).isEmpty();
    }

    private static void seen(Page page) {
        Locator running = rollout(page, "stable-7");
        assertThat(running.locator(".pill")).hasText("running");
        assertThat(running.locator(".stages li")).hasText(new String[] {"4.5 %", "25 %", "100 %"});
        assertThat(running.locator(".legend")).containsText("9 confirmed");
        assertThat(running.locator(".gauge")).containsText("0 % of the stage fail");
        Object shown = running.locator(".now .good").evaluate("e => e.clientWidth");
        Object stage = running.locator(".now .bar").evaluate("e => e.clientWidth");
        assertThat(((Number) shown).doubleValue() / ((Number) stage).doubleValue())
                .as("9 of 76 chargers")
                .isBetween(0.10, 0.14);

        Locator halted = rollout(page, "beta-8");
        assertThat(halted.locator(".why")).containsText("Halted: 5 of 40 that answered failed");
        assertThat(halted.locator(".gauge")).containsText("7.5 % of the stage fail");
        assertThat(page.locator(".alerts tr").nth(1)).containsText("c-17firmware differs");
        assertThat(page.getByText("<b>ada</b>")).isVisible();
    }

    private static Locator rollout(Page page, String id) {
        return page.locator("section")
                .filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        page.locator(
                                                "h2", new Page.LocatorOptions().setHasText(id))));
    }

    private static RolloutRow row(FleetStore store, String id) throws Exception {
        return store.rollouts().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
