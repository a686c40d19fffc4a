package io.throughline.examples.tenant.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.RunningTenant;
import io.throughline.examples.tenant.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One error a minute from 12:02 on; no sessions, spans or monitors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentryNumbersTest {

    private static final String ORGANIZATION = "/api/0/organizations/shop-example/";
    private static final String WINDOW = "start=2026-03-12T12:00:00Z&end=2026-03-12T12:30:00Z";
    private static final Pattern NEXT = Pattern.compile("rel=\"next\"; results=\"(true|false)\"; cursor=\"([^\"]+)\"");

    private RunningTenant running;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, SQLException {
        running = RunningTenant.start(folder);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    private Wire.Answer get(String path) {
        return running.sentry().get(ORGANIZATION + path);
    }

    private long errors() {
        long sum = 0;
        for (JsonNode value : get("events-timeseries/?dataset=errors&interval=1m&" + WINDOW)
                .json()
                .at("/timeSeries/0/values")) {
            sum += value.path("value").asLong();
        }
        return sum;
    }

    @Test
    void countsAcceptedErrorsAndNothingElse() {
        JsonNode stats = get("stats_v2/?field=sum(quantity)&groupBy=outcome&groupBy=category&interval=1h&project=-1&"
                        + WINDOW)
                .json();

        assertThat(stats.path("intervals")).hasSize(1);
        assertThat(stats.path("groups")).hasSize(1);
        JsonNode group = stats.at("/groups/0");
        assertThat(group.path("by").path("outcome").asText()).isEqualTo("accepted");
        assertThat(group.path("by").path("category").asText()).isEqualTo("error");
        assertThat(group.path("totals").path("sum(quantity)").asLong())
                .isEqualTo(group.path("series").path("sum(quantity)").get(0).asLong())
                .isGreaterThanOrEqualTo(errors());
        assertThat(get("stats_v2/?field=sum(quantity)&groupBy=outcome&category=transaction&" + WINDOW)
                        .json()
                        .path("groups"))
                .isEmpty();
    }

    @Test
    void givesNoSeriesByProject() {
        JsonNode groups = get("stats_v2/?field=sum(quantity)&groupBy=project&" + WINDOW)
                .json()
                .path("groups");

        assertThat(groups).isNotEmpty().allSatisfy(group -> {
            assertThat(group.at("/by/project").isNumber()).isTrue();
            assertThat(group.has("series")).isFalse();
        });
    }

    @Test
    void hasStepsButNoGroupOfSessions() {
        JsonNode sessions = get("sessions/?field=crash_free_rate(session)&interval=1h&" + WINDOW).json();

        assertThat(sessions.path("intervals")).hasSize(1);
        assertThat(sessions.path("groups")).isEmpty();
    }

    @Test
    void countsNoSpans() {
        JsonNode series = get("events-timeseries/?dataset=spans&yAxis=count()&yAxis=p95(span.duration)&interval=5m&"
                        + WINDOW)
                .json()
                .path("timeSeries");

        assertThat(series).hasSize(2);
        assertThat(series.at("/0/values"))
                .hasSize(6)
                .allMatch(value -> value.path("value").asInt(-1) == 0);
        assertThat(series.at("/1/values"))
                .allMatch(value -> value.path("value").isNull());
        assertThat(get("events-timeseries/?dataset=spans&yAxis=count()&groupBy=release&topEvents=5&" + WINDOW)
                        .json()
                        .path("timeSeries"))
                .isEmpty();
    }

    @Test
    void groupsATableByWhatIsNoFunctionOverSeveralPages() {
        long sum = 0;
        List<Integer> counts = new ArrayList<>();
        String cursor = "";
        boolean more = true;
        while (more) {
            Wire.Answer page = get("events/?dataset=errors&field=issue&field=title&field=count()&sort=-count()&"
                    + WINDOW + cursor);
            for (JsonNode row : page.json().path("data")) {
                counts.add(row.path("count()").asInt());
                sum += row.path("count()").asInt();
            }
            Matcher next = NEXT.matcher(page.header("Link").orElseThrow());
            assertThat(next.find()).isTrue();
            more = next.group(1).equals("true");
            cursor = "&cursor=" + next.group(2);
        }

        assertThat(sum).isEqualTo(errors());
        assertThat(counts).isSortedAccordingTo((a, b) -> b - a).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitors/", "detectors/", "workflows/"})
    void nobodySetUpAnyOfThese(String path) {
        Wire.Answer answer = get(path + "?per_page=100");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEmpty();
        assertThat(answer.header("Link")).hasValueSatisfying(link -> assertThat(link).contains("results=\"false\""));
    }

    @Test
    void sumsUpByProject() {
        JsonNode projects = get("stats-summary/?field=sum(quantity)&" + WINDOW).json().path("projects");

        long sum = 0;
        for (JsonNode project : projects) {
            sum += project.at("/stats/0/outcomes/accepted").asLong();
        }
        assertThat(sum).isEqualTo(errors());
    }
}
