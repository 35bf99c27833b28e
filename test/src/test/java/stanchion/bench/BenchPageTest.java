package stanchion.bench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import stanchion.bench.run.BrokerKind;
import stanchion.bench.run.PageRun;
import stanchion.bench.run.Setup;

/// The bench's page in a real browser, driven as a person would.
class BenchPageTest {
    private static final LocatorAssertions.HasTextOptions PATIENT =
            new LocatorAssertions.HasTextOptions().setTimeout(20_000);

    @Test
    void aPersonPlugsInChargesAndUnplugsByClicking() {
        Chromium.assumeInstalled();
        Setup setup =
                new Setup(
                        BuiltProject.home(),
                        Optional.empty(),
                        BrokerKind.HIVEMQ,
                        Setup.Leftovers.REMOVED);
        ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
        try (PageRun bench = PageRun.start(setup, 0, line -> {});
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page(new Browser.NewPageOptions().setViewportSize(1280, 800));
            page.onPageError(complaints::add);
            page.navigate(bench.address());

            charge(page);
            runAScenario(page);

            assertThat(page.evaluate("document.documentElement.scrollHeight")).isEqualTo(800);
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Controls")).click();
            assertThat(page.evaluate("controls.scrollHeight - controls.clientHeight")).isEqualTo(0);
            Chromium.picture(page, "bench");
        }
        assertThat(complaints).isEmpty();
    }

    private static void charge(Page page) {
        assertThat(page.locator("#session-state")).hasText("idle", PATIENT);
        button(page, "Plug in").click();
        assertThat(page.locator("#session-state")).hasText("connected", PATIENT);
        page.locator("button[data-verb='s2 close']").click();
        assertThat(page.locator("#contactor-text")).hasText("closed", PATIENT);
        assertThat(page.locator("#mirror-text")).hasText("closed", PATIENT);
        assertThat(page.locator("g[data-state='C2']")).hasClass(Pattern.compile("lit"));
        assertThat(page.locator("#power-watts"))
                .hasText(Pattern.compile("^3\\.[0-9]+ kW$"), PATIENT);
        assertThat(page.locator("#pilot-low")).hasText(Pattern.compile("^−1[12]\\."));
        Chromium.picture(page, "bench");
        button(page, "Unplug").click();
        assertThat(page.locator("#contactor-text")).hasText("open", PATIENT);
        assertThat(page.locator("#session-state")).hasText("idle", PATIENT);
        assertThat(page.locator("#events")).containsText("vehicle disconnected");
    }

    private static void runAScenario(Page page) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Scenario")).click();
        page.locator("#script").fill("plug\nexpect state B within 3s\nunplug\n");
        button(page, "Run").click();
        assertThat(page.locator("#timeline")).containsText("1 expectations held, 0 did not");
        page.locator("#script").fill("plug twice\n");
        button(page, "Run").click();
        assertThat(page.locator("#refusal")).containsText("page:1:");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
