package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.correlation.assemble.TimelineEntry;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.export.IncidentExport;
import io.throughline.correlation.rank.RootCause;
import io.throughline.correlation.rank.RuledOut;
import io.throughline.correlation.timeline.DelayWaterfall;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentExportTest {

    private static final int ONSET = 20;
    private static final int END = 50;

    private static final CorrelationReport REPORT = report();
    private static final Incident INCIDENT = REPORT.incidents().get(0);

    /** What Markdown, HTML, editors and terminals take for more than text. */
    private static final List<String> HOSTILE = List.of(
            "|",
            "`",
            "```",
            "[x](javascript:alert(1))",
            "![i](http://e.example/p.png)",
            "<script>alert(1)</script>",
            "<!--",
            "-->",
            "\n# Title\n",
            "\r\n- item",
            "\n\n| a | b |\n|---|---|\n",
            "\u2028",
            "\u0085",
            "&copy;",
            "&lt;",
            "***",
            "__",
            "~~~",
            "\\",
            "\\\\|",
            "1. ",
            "2) ",
            "# ",
            "- ",
            "+ ",
            "> ",
            "=== ",
            ": ",
            "\t",
            "\u202e",
            "\u200b",
            "\0",
            "\u001b[31m",
            "\ud800",
            "\uffff",
            "www.evil.example",
            "https://evil.example/a_b",
            "{{7*7}}",
            "{: .x}",
            "$$x$$",
            "@all",
            "[^1]",
            "[a]: /b",
            "<https://e.example>",
            "   ",
            "é",
            "漢",
            "\ud83d\ude00",
            "word",
            " ");

    private static CorrelationReport report() {
        Shop shop = new Shop(3, 75, Faults.database(ONSET, END)).deployed("orders", "1.9", ONSET - 2);
        shop.event(DelayWaterfallTest.alert(shop, "orders | p95 > 1 s", 24, Alert.State.RESOLVED, 56))
                .event(DelayWaterfallTest.ticket(shop, 27, 31, 60));
        return CorrelationEngine.ofDefaults().analyze(shop.window());
    }

    @Test
    void tellsItAllInMarkdown() {
        String markdown = IncidentExport.of(REPORT, INCIDENT).markdown();

        assertThat(markdown)
                .startsWith("# ")
                .endsWith("|\n")
                .contains("- **State:** over; from 20", "## Probable causes", "### 1. ", "- **For:** ", "## Ruled out")
                .contains("## Delays", "| detected | ", "## Timeline", "| No. | When (UTC) | System | Phase | What |")
                .contains("orders \\| p95 &gt; 1 s", "OPS-1")
                .doesNotContain("null", "What is missing");
    }

    @Test
    void saysWhatIsMissingAndWhatGoesOn() {
        Incident open = with(INCIDENT, Function.identity(), null, true);
        IncidentExport export = new IncidentExport(
                open,
                DelayWaterfall.of(REPORT, open),
                REPORT.focus(),
                REPORT.focus().to(),
                Completeness.of(List.of(StreamCompleteness.failed("sentry/errors", null, "403: token | expired"))));

        assertThat(export.markdown())
                .contains(
                        "open since ",
                        "As known at",
                        "## What is missing",
                        "sentry/errors:** failed: 403: token \\| expired")
                .contains("| mitigated | not before ", "| more than ");
        assertThat(export.json()).contains("\"state\":\"open\"", "\"stream\":\"sentry/errors\",\"state\":\"FAILED\"");
    }

    @Test
    void isTheSameToTheByteAndReadableAsJson() throws JsonProcessingException {
        IncidentExport export = IncidentExport.of(REPORT, INCIDENT);
        IncidentExport again = IncidentExport.of(report(), report().incidents().get(0));

        assertThat(export.json()).isEqualTo(again.json());
        assertThat(export.markdown()).isEqualTo(again.markdown());
        assertThat(export.atlassianDocument()).isEqualTo(again.atlassianDocument());
        JsonNode json = new ObjectMapper().readTree(export.json());
        assertThat(json.get("waterfall")).hasSize(7);
        assertThat(json.get("timeline")).hasSize(INCIDENT.timeline().size());
        assertThat(json.at("/waterfall/2/afterOnset/least").asText()).startsWith("PT");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void hostileTextStaysText(long seed) throws JsonProcessingException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> given = new ArrayList<>();
        URI page = URI.create("https://vendor.example/a?b=1&c=(2)#*_`".replace("`", "%60"));
        Incident hostile = with(
                INCIDENT,
                text -> {
                    StringBuilder made = new StringBuilder();
                    for (int i = random.nextInt(1, 9); i > 0; i--) {
                        made.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
                    }
                    String one = made + "x";
                    given.add(one);
                    return one;
                },
                page,
                false);
        Incident plain = with(INCIDENT, text -> "x", page, false);

        String markdown = export(hostile).markdown();

        assertThat(skeleton(markdown))
                .as("seed %d", seed)
                .isEqualTo(skeleton(export(plain).markdown()));
        assertThat(markdown).doesNotContain("\u202e", "\u2028", "\0", "\u001b", "javascript:\n");
        for (String one : given) {
            assertThat(read(markdown)).contains(visible(one));
        }
        JsonNode document = new ObjectMapper().readTree(export(hostile).atlassianDocument());
        assertThat(document.get("type").asText()).isEqualTo("doc");
        assertThat(document.get("version").asInt()).isEqualTo(1);
        document.get("content").forEach(block -> valid(block, Set.of("heading", "paragraph", "bulletList", "table")));
        assertThat(document.findValues("type"))
                .hasSameSizeAs(new ObjectMapper()
                        .readTree(export(plain).atlassianDocument())
                        .findValues("type"));
        assertThat(new ObjectMapper()
                        .readTree(export(hostile).json())
                        .get("title")
                        .asText())
                .isEqualTo(hostile.title());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "mailto:a@b.example",
                "ftp://a.example/b",
                "/relative",
                "https:///nohost",
                "https://vendor.example@evil.example/"
            })
    void linksLeadToPagesOfTheWebOnly(String link) {
        IncidentExport export = export(with(INCIDENT, text -> "x", URI.create(link), false));

        assertThat(export.markdown()).doesNotContain("](");
        assertThat(export.atlassianDocument()).doesNotContain("\"href\"");
    }

    @Test
    void aTitleOfNothingVisibleIsStillATitle() {
        IncidentExport export = export(with(INCIDENT, text -> "\u200b\n", null, false));

        assertThat(export.markdown()).startsWith("# Incident\n");
        assertThat(export.atlassianDocument()).doesNotContain("\"text\":\"\"").contains("\"type\":\"table\"");
    }

    private static IncidentExport export(Incident incident) {
        return IncidentExport.of(REPORT, incident);
    }

    /** The nesting of Atlassian's schema for what is used here. */
    private static void valid(JsonNode node, Set<String> allowed) {
        String type = node.get("type").asText();
        assertThat(allowed).contains(type);
        switch (type) {
            case "text" -> {
                assertThat(node.get("text").asText()).isNotEmpty().doesNotContain("\n", "\0");
                for (JsonNode mark : node.path("marks")) {
                    assertThat(mark.get("type").asText()).isIn("link", "strong");
                    if (mark.get("type").asText().equals("link")) {
                        assertThat(mark.at("/attrs/href").asText()).startsWith("https://");
                    }
                }
            }
            case "heading" -> {
                assertThat(node.at("/attrs/level").asInt()).isBetween(1, 6);
                node.path("content").forEach(child -> valid(child, Set.of("text")));
            }
            case "paragraph" -> node.path("content").forEach(child -> valid(child, Set.of("text")));
            default -> {
                assertThat(node.get("content")).isNotEmpty();
                Set<String> inside = switch (type) {
                    case "bulletList" -> Set.of("listItem");
                    case "table" -> Set.of("tableRow");
                    case "tableRow" -> Set.of("tableHeader", "tableCell");
                    default -> Set.of("paragraph");
                };
                node.get("content").forEach(child -> valid(child, inside));
            }
        }
    }

    /** What gives Markdown its form: signs that are not escaped, and how lines begin. */
    private static String skeleton(String markdown) {
        String bare = markdown.replaceAll("\\\\[\\p{Punct}]", "").replaceAll("&(lt|gt|amp);", "");
        StringBuilder form = new StringBuilder();
        for (String line : bare.split("\n", -1)) {
            form.append(Pattern.compile("^(#{1,6} |- |\\| |\\d+[.)] |[+=>:] ?)")
                            .matcher(line)
                            .results()
                            .map(java.util.regex.MatchResult::group)
                            .findFirst()
                            .orElse(""))
                    .append(line.replaceAll("[^|`*_{}\\[\\]<>~$^@&\\\\]", ""))
                    .append('\n');
        }
        return form.toString();
    }

    /** Returns what a reader of Markdown sees. */
    private static String read(String markdown) {
        return markdown.replaceAll("\\\\(\\p{Punct})", "$1")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static String visible(String text) {
        return text.replace("\u202e", "")
                .replace("\u200b", "")
                .replace("\ud800", "\ufffd")
                .replace("\uffff", "\ufffd")
                .replaceAll("[\\p{Cntrl}\\s\\u0085\\u2028]+", " ")
                .strip();
    }

    private static Incident with(Incident incident, Function<String, String> titles, @Nullable URI link, boolean open) {
        Function<Reason, Reason> reasons = reason ->
                new Reason(reason.code(), titles.apply(reason.text()), reason.numbers(), reason.references(), link);
        return new Incident(
                incident.id(),
                titles.apply(incident.title()),
                incident.start(),
                open ? null : incident.end(),
                incident.products(),
                incident.services(),
                incident.episodes(),
                incident.events(),
                incident.correlations(),
                incident.timeline().stream()
                        .map(entry -> new TimelineEntry(
                                entry.earliest(),
                                entry.latest(),
                                entry.lane(),
                                entry.phase(),
                                titles.apply(entry.title()),
                                entry.entity(),
                                entry.reference(),
                                link))
                        .toList(),
                incident.rootCauses().stream()
                        .map(cause -> new RootCause(
                                cause.rank(),
                                cause.kind(),
                                cause.entity(),
                                titles.apply(cause.title()),
                                cause.score(),
                                cause.change(),
                                cause.mechanism(),
                                cause.reasons().stream().map(reasons).toList(),
                                cause.against().stream().map(reasons).toList()))
                        .toList(),
                incident.ruledOut().stream()
                        .map(no -> new RuledOut(
                                no.kind(), no.entity(), titles.apply(no.title()), reasons.apply(no.reason())))
                        .toList());
    }
}
