package stanchion.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The system's Chromium, driven by a test; quiet, and without a network of its own.
final class Chromium implements AutoCloseable {
    private static final List<String> QUIET =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// Skips the test where there is none.
    static void assumeInstalled() {
        assumeTrue(installed().isPresent(), "no Chromium here: sudo apt install chromium");
    }

    static Chromium launch() {
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(installed().orElseThrow())
                                        .setArgs(QUIET));
        return new Chromium(playwright, browser);
    }

    Page page(Browser.NewPageOptions options) {
        return browser.newPage(options);
    }

    /// Kept only where `stanchion.pictures` names a folder.
    static void picture(Page page, String name) {
        Optional.ofNullable(System.getProperty("stanchion.pictures"))
                .map(Path::of)
                .ifPresent(folder ->
                        page.screenshot(
                                new Page.ScreenshotOptions()
                                        .setFullPage(true)
                                        .setPath(
                                                folder.resolve(
                                                        name + "-" + System.nanoTime() + ".png"))));
    }

    private static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
