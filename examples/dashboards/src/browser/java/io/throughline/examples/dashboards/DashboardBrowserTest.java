package io.throughline.examples.dashboards;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.examples.dashboards.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages in a real Chromium; skipped where there is none. */
class DashboardBrowserTest {

    private static final String INCIDENT = "/incidents/" + Scenario.INCIDENT;
    private static final String PERFORMANCE = "/performance/checkout/checkout-api";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static Playwright playwright;
    private static Browser browser;
    private static ServedScenario served;

    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    static void start() {
        Path chromium = Path.of(System.getProperty("throughline.chromium", "/usr/bin/chromium"));
        assumeTrue(
                Files.isExecutable(chromium),
                "no browser at " + chromium + "; name one with -Dthroughline.chromium=<path> to run these tests");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        // A container's root has no sandbox to offer; the only page opened is our own.
                        .setArgs(List.of("--no-sandbox")));
        served = new ServedScenario(Scenario.databaseFault()
                .withoutRequestsIn(new TimeWindow(
                        Instant.parse("2026-11-22T12:30:00Z"), Instant.parse("2026-11-22T12:41:00Z")))
                .build());
    }

    @AfterAll
    static void stop() {
        if (served != null) {
            served.close();
        }
        if (playwright != null) {
            playwright.close();
        }
    }

    @AfterEach
    void nothing_was_complained_about() {
        contexts.forEach(BrowserContext::close);
        assertThat(complaints).as("errors, warnings and blocked content").isEmpty();
    }

    private Page open(ServedScenario scenario, ColorScheme colors, String path) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setColorScheme(colors).setViewportSize(1360, 900));
        contexts.add(context);
        Page page = context.newPage();
        page.setDefaultTimeout(60_000);
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(scenario.server.uri().toString())) {
                complaints.add("asked another host: " + request.url());
            }
        });
        page.navigate(scenario.uri(path).toString());
        return page;
    }

    private static void shoot(Page page, String name, ColorScheme colors) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(name + "-" + colors.name().toLowerCase(Locale.ROOT) + ".png")));
    }

    private static Locator drawn(Page page, String chart) {
        return page.locator(chart + "[data-ready=true]");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void the_overview_leads_to_the_incident(ColorScheme colors) {
        Page page = open(served, colors, "/");
        assertThat(page.locator(".incidents li")).hasCount(1);
        shoot(page, "overview", colors);
        page.locator(".incident-link").click();
        assertThat(page).hasURL(served.server.incidentUri(Scenario.INCIDENT).toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void the_incident_shows_its_cause_and_opens_its_evidence(ColorScheme colors) {
        Page page = open(served, colors, INCIDENT);
        assertThat(drawn(page, ".episode-chart")).hasCount(6);
        assertThat(page.locator(".cause-title")).containsText("Release orders@2.14.0");
        shoot(page, "incident", colors);

        Locator link = page.locator("tbody.link").first();
        assertThat(link.locator(".evidence")).isHidden();
        link.locator(".expand").click();
        assertThat(link.locator(".evidence")).isVisible();
        assertThat(link.locator(".evidence")).containsText("The release took effect 3 min before");

        page.locator(".entry a.quiet", new Page.LocatorOptions().setHasText("Deployed orders 2.14.0"))
                .click();
        Locator event = page.locator("details.row", new Page.LocatorOptions().setHasText("Deployed orders 2.14.0"));
        assertThat(event).hasAttribute("open", "");
        assertThat(event.locator(".facts")).containsText("Search orders by e-mail");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void a_marker_on_the_chart_opens_what_the_system_told(ColorScheme colors) {
        Page page = open(served, colors, PERFORMANCE);
        assertThat(drawn(page, "#performance")).isVisible();
        shoot(page, "performance", colors);

        Locator ticket = page.locator("details.row[data-ref='jira/tickets#CHK-214']");
        assertThat(ticket).not().hasAttribute("open", "");
        double[] place = markerPlace(page, "jira/tickets#CHK-214");
        page.locator("#performance").click(new Locator.ClickOptions().setPosition(place[0], place[1]));
        assertThat(ticket).hasAttribute("open", "");
        assertThat(ticket.locator(".facts")).containsText("Customers report");
    }

    /** Returns where a marker is drawn within the chart, in CSS pixels. */
    private static double[] markerPlace(Page page, String id) {
        Object place = page.evaluate(
                """
                id => {
                  const chart = echarts.getInstanceByDom(document.getElementById("performance"));
                  const item = chart.getOption().series[0].data.find((one) => one.marker.id === id);
                  return chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, item.value);
                }""",
                id);
        List<?> pixels = (List<?>) place;
        return new double[] {((Number) pixels.get(0)).doubleValue(), ((Number) pixels.get(1)).doubleValue()};
    }

    @Test
    void the_numbers_of_the_charts_are_there_as_a_table() {
        Page page = open(served, ColorScheme.LIGHT, PERFORMANCE);
        assertThat(drawn(page, "#performance")).isVisible();
        page.locator("#numbers > summary").click();
        Locator rows = page.locator("#numbers tbody tr");
        assertThat(rows).hasCount(300);
        // 12:30 is the first minute of the gap: no number, and no zero.
        assertThat(rows.nth(90).locator("td").nth(0)).hasText("2026-11-22 12:30Z");
        assertThat(rows.nth(90).locator("td").nth(2)).hasText("–");
        assertThat(rows.nth(90).locator("td").nth(4)).hasText("–");
    }

    @Test
    void a_chosen_theme_holds_on_the_next_page_whatever_the_system_says() {
        Page page = open(served, ColorScheme.LIGHT, INCIDENT);
        assertThat(drawn(page, ".episode-chart")).hasCount(6);
        page.locator("#theme").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(15, 18, 23)");
        assertThat(drawn(page, ".episode-chart")).hasCount(6);
        page.locator(".lead a").first().click();
        assertThat(page).hasURL(Pattern.compile(".*/performance/checkout/orders"));
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(15, 18, 23)");
    }

    @Test
    void all_can_be_reached_with_the_keyboard() {
        Page page = open(served, ColorScheme.LIGHT, INCIDENT);
        assertThat(drawn(page, ".episode-chart")).hasCount(6);
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.locator(".expand").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("tbody.link .evidence").first()).isVisible();
    }

    @Test
    void a_narrow_screen_needs_no_sideways_scrolling() {
        Page page = open(served, ColorScheme.LIGHT, INCIDENT);
        page.setViewportSize(420, 900);
        assertThat(drawn(page, ".episode-chart")).hasCount(6);
        Object tooWide = page.evaluate(
                """
                () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? "" :
                  [...document.querySelectorAll("main *, header *")]
                    .filter((element) => element.getBoundingClientRect().right > innerWidth)
                    .filter((element) => !element.closest(".scroll"))
                    .map((element) => element.tagName + "." + element.className.toString()).slice(0, 5).join(", ")""");
        assertThat(tooWide).as("elements that reach over the edge").isEqualTo("");
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("incident-narrow.png")));
    }

    @Test
    void what_could_not_be_read_is_said_in_place_of_a_line() {
        try (ServedScenario failed = new ServedScenario(Scenario.databaseFault()
                .withoutSentry()
                .stream(StreamCompleteness.failed(
                        "sentry/errors", null, "HTTP 401 from de.sentry.io: the token is not accepted"))
                .build())) {
            Page page = open(failed, ColorScheme.LIGHT, PERFORMANCE);
            assertThat(drawn(page, "#performance")).isVisible();
            assertThat(page.locator(".panel-absent")).containsText("no data because sentry/errors could not be read");
            assertThat(page.locator(".banner")).containsText("the token is not accepted");
            shoot(page, "performance-sentry-failed", ColorScheme.LIGHT);
            page.navigate(failed.uri(INCIDENT).toString());
            assertThat(page.locator(".tile.is-absent dd")).containsText("no data because");
            assertThat(drawn(page, ".episode-chart")).hasCount(5);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            shoot(page, "incident-print", ColorScheme.LIGHT);
        }
    }

    @Test
    void without_history_it_says_that_it_is_learning() {
        try (ServedScenario learning = new ServedScenario(Scenario.quiet().learning().build())) {
            Page page = open(learning, ColorScheme.DARK, PERFORMANCE);
            assertThat(drawn(page, "#performance")).isVisible();
            assertThat(page.locator("main")).containsText("Still learning");
            shoot(page, "performance-learning", ColorScheme.DARK);
        }
    }
}
