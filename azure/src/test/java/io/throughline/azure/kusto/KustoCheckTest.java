package io.throughline.azure.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.throughline.azure.AzureSourceProvider;
import io.throughline.azure.AzureStub;
import io.throughline.azure.kusto.KustoParser.Verdict;
import io.throughline.azure.logs.Kql;
import io.throughline.azure.logs.KqlGuard;
import io.throughline.azure.logs.KqlParameters;
import io.throughline.azure.logs.LogsQuery;
import io.throughline.azure.logs.SavedQueries;
import io.throughline.azure.logs.SavedQuery;
import io.throughline.azure.stream.AzureStreams;
import io.throughline.core.ThroughlineException;
import io.throughline.core.config.ConfigProblem;
import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.SourceProvider.SourceConfig;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.telemetry.TimeWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every query text that the module sends is right, says Microsoft's own parser with the schemas of the tables; and every
 * column that a stream reads is in its query's result, with the type that the stream expects. The texts are found by
 * driving the whole source, so new streams are checked without being named here. Skipped only where there is no Node, or
 * its package cannot be fetched.
 */
class KustoCheckTest {

    private static final String TENANT = "72f988bf-0000-4000-8000-0000000000cc";
    private static final String HOSTILE = "x\" | union AppTraces // \\ ' ; {} \u2028";

    @TempDir
    static Path folder;

    private static KustoParser parser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        try {
            parser = KustoParser.start();
        } catch (KustoParser.Missing e) {
            String notice = "SKIPPED: the query texts were not checked by the Kusto parser, because " + e.getMessage();
            System.err.println(notice);
            abort(notice);
        }
    }

    @AfterAll
    static void stop() {
        if (parser != null) {
            parser.close();
        }
    }

    @Test
    void everyTextIsAQueryWithoutAnyFindingAndEveryColumnThatIsReadIsInItsResult() throws IOException {
        TreeSet<String> types = new TreeSet<>(AzureStreams.typesWithMetrics());
        types.add("microsoft.dbforpostgresql/flexibleservers");
        types.add("microsoft.sql/servers");
        types.add("microsoft.sql/servers/databases");
        types.add("microsoft.documentdb/databaseaccounts");
        types.add("microsoft.containerservice/managedclusters");
        types.add("microsoft.compute/virtualmachines");
        types.add("microsoft.insights/components");
        RecordingAzure recording = new RecordingAzure(parser, List.copyOf(types));
        List<String> misreadings = new ArrayList<>();
        Map<String, Integer> delivered = new TreeMap<>();
        try (AzureStub azure = AzureStub.start(recording)) {
            azure.server().stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
            for (Map<String, Object> scope : scopes()) {
                TelemetrySource source = open(azure, scope);
                for (TelemetryStream stream : source.streams()) {
                    recording.asking(stream.name());
                    drive(stream, misreadings, delivered);
                }
                recording.asking("check");
                source.check();
                recording.asking("plan");
                source.plan(TimeWindow.endingAt(AzureStub.NOW, Duration.ofDays(2)), Duration.ofMinutes(15));
            }
        }

        Map<String, Verdict> verdicts = recording.verdicts();
        List<String> problems = new ArrayList<>();
        verdicts.forEach((text, verdict) -> verdict.problems()
                .forEach(problem -> problems.add(recording.askedBy().get(text) + ": " + problem + "\n    in " + text)));
        System.out.println("Kusto parser: " + verdicts.size() + " texts of "
                + new TreeSet<>(recording.askedBy().values()) + ", delivered " + delivered);
        assertThat(problems).isEmpty();
        assertThat(misreadings).isEmpty();
        assertThat(verdicts).allSatisfy((text, verdict) -> {
            assertThat(verdict.columns()).as(text).isNotEmpty();
            assertThat(verdict.tables()).as(text).isNotEmpty();
        });
        // The walk reached what is known to ask, and rows got through to the model.
        assertThat(new TreeSet<>(recording.askedBy().values()))
                .contains("azure/requests", "azure/dependencies", "azure/exceptions", "azure/queries", "check");
        assertThat(delivered.keySet())
                .contains("azure/requests", "azure/dependencies", "azure/exceptions", "azure/queries");
        assertThat(String.join("\n", verdicts.keySet())).contains("ingestion_time()", "join kind=inner", "resources");
    }

    @Test
    void hostileValuesStayOneLiteralWithTheSameValue() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> values = new ArrayList<>(List.of(
                "",
                "it's",
                "say \"hi\"",
                "back\\slash\\",
                "\" | union AppTraces //",
                "\\\" | take 1 //",
                "line\nbreak; drop",
                "\r\n\t\b\f",
                "// comment",
                "/* comment */",
                "`tick` ```block```",
                "h'x' h\"y\" @\"y\" @'z' H@'q'",
                "\u0000\u0001\u001f\u007f\u0080\u009f",
                "\u0085\u2028\u2029\ufeff",
                "naïve 日本 😀",
                "\u202e\u200f\u2066 right to left",
                "\ud800",
                "\udc00 low",
                "x\ud83d",
                "{}",
                "{0}%s$1",
                "datetime(2026-01-01)",
                ");"));
        String[] parts = {
            "\"", "'", "\\", "`", "@", "h", "//", ";", "|", "\n", "\r", "\t", "\u0000", "\u0085", "\u2028", "\u2029",
            "\ud800", "\udfff", "😀", "\u202e", "{}", "(", ")", "u0041", "x41", "n", "a", " ", "é", "\ufffe", "~", "$"
        };
        for (int i = 0; i < 400; i++) {
            StringBuilder value = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                value.append(
                        random.nextInt(4) == 0 ? (char) random.nextInt(0x10000) : parts[random.nextInt(parts.length)]);
            }
            values.add(value.toString());
        }

        for (String value : values) {
            assertThat(parser.literal(Kql.format("print x = {}", value), value))
                    .as("seed %s, value %s", seed, Kql.string(value))
                    .isNull();
        }
    }

    @Test
    void savedQueriesAreRightWithStandardAndHostileValuesAndSoTheyAreWithACap() {
        TimeWindow day = TimeWindow.endingAt(AzureStub.NOW, Duration.ofDays(1));
        List<String> problems = new ArrayList<>();
        for (SavedQuery saved : SavedQueries.all()) {
            Map<String, Object> hostile = new HashMap<>();
            Map<String, Object> needed = new HashMap<>();
            for (SavedQuery.Parameter parameter : saved.parameters()) {
                if (parameter.type() == SavedQuery.Type.STRING) {
                    hostile.put(parameter.name(), HOSTILE);
                    needed.put(parameter.name(), "a");
                } else if (parameter.type() == SavedQuery.Type.STRINGS) {
                    hostile.put(parameter.name(), List.of(HOSTILE, "b"));
                }
            }
            for (Map<String, Object> values : List.of(needed, hostile)) {
                LogsQuery query = saved.over(AzureStub.WORKSPACE, day, values).build();
                String capped = KqlGuard.standard().admit(query.text(), 10).capped();
                for (LogsQuery one : List.of(query, query.withText(capped))) {
                    Verdict verdict = parser.query("workspace", one.query().text());
                    verdict.problems().forEach(problem -> problems.add(saved.name() + ": " + problem));
                    assertThat(verdict.columns()).as(saved.name()).isNotEmpty();
                    assertThat(verdict.tables()).as(saved.name()).containsExactlyInAnyOrderElementsOf(saved.tables());
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void parametersAreLiteralsOfTheirTypes() {
        Map<String, Object> values = new java.util.LinkedHashMap<>();
        values.put("s", HOSTILE);
        values.put("l", 9_007_199_254_740_993L);
        values.put("r", 1e-300);
        values.put("n", Double.NaN);
        values.put("i", Double.NEGATIVE_INFINITY);
        values.put("b", true);
        values.put("d", new java.math.BigDecimal("-0.10"));
        values.put("t", Instant.parse("2026-11-22T10:00:00.1234567Z"));
        values.put("w", Duration.parse("-PT25H0.0000001S"));
        values.put("g", java.util.UUID.fromString("74be27de-1e4e-49d9-b579-fe0b331d3642"));
        values.put("x", List.of(HOSTILE, 1L, 2.5, false, Instant.EPOCH, Duration.ofDays(2)));
        values.put("e", List.of());

        Verdict verdict = parser.query(
                "workspace",
                KqlParameters.of(values)
                        .bind("print s, l, r, n, i, b, d, t, w, g, x, e")
                        .text());

        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.columns())
                .extracting(KustoParser.Column::type)
                .containsExactly(
                        "string",
                        "long",
                        "real",
                        "real",
                        "real",
                        "bool",
                        "decimal",
                        "datetime",
                        "timespan",
                        "guid",
                        "dynamic",
                        "dynamic");
    }

    /** What the guard lets through, the parser must take; what only the guard's cap added must change no column. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AppRequests | where Name == 'a;b' // comment; with | signs\n| take 5;",
                "let x = \"}\"; let f = (n:long) { AppRequests | take n }; f(3) | project Name // end",
                "AppRequests | summarize Items = sum(ItemCount) by bin(TimeGenerated, 1h) | render timechart",
                "AppRequests\n| summarize Items = sum(ItemCount) by Name\n| render piechart with (title = 'x | y') ;",
                "AppRequests | where Name == @'it''s \\' | where Url != h'secret' | take 1",
                "print x = ```a ; | b```",
                "AppRequests | evaluate bag_unpack(Properties)",
                "union AppRequests, (AppDependencies | where Success == false) | take 3"
            })
    void whatTheGuardCapsStaysTheSameQuery(String text) {
        String capped = KqlGuard.standard().admit(text, 10).capped();

        Verdict before = parser.query("workspace", text);
        Verdict after = parser.query("workspace", capped);

        assertThat(after.problems()).isEqualTo(before.problems());
        assertThat(after.columns()).isEqualTo(before.columns());
        assertThat(capped).contains("| take 11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AppRequests | where Nme == 'x'",
                "AppRequests | summarize percentile(DurationMs)",
                "AppRequest | take 1",
                ".show tables",
                "set notruncation; AppRequests",
                "declare query_parameters(a:string = 'x'); AppRequests | where Name == a",
                "cluster('c').database('d').AppRequests",
                "AppRequests | take 1; AppRequests | take 2",
                "externaldata(x:string)['https://example.org']",
                "AppRequests | evaluate narrow()",
                "AppRequests | summarize sum(ItemCount"
            })
    void theParserRefusesWhatIsWrongOrForbidden(String text) {
        assertThat(parser.query("workspace", text).problems()).isNotEmpty();
    }

    /** Scopes that differ in what their queries look like. */
    private static List<Map<String, Object>> scopes() {
        Map<String, Object> workspaces = Map.of(
                "production", Map.of("id", AzureStub.WORKSPACE),
                "staging", Map.of("id", "1a9e8d7c-0000-4000-8000-0000000000bb"));
        return List.of(
                Map.of("workspaces", workspaces),
                Map.of(
                        "resourceGroups",
                        Map.of(
                                "include",
                                List.of("rg-*", "*-shop", "*sho*", "rg-shop", "r*-*p", "*", "a.b(c)_d*"),
                                "exclude",
                                List.of("*-sandbox", "x*y*z"))),
                Map.of("tags", Map.of("environment", List.of("production", HOSTILE), "it's \"odd\"", List.of("x"))),
                Map.of(
                        "environments",
                        List.of("production", HOSTILE),
                        "environment",
                        Map.of(
                                "tag",
                                HOSTILE,
                                "resourceGroups",
                                Map.of("rg-*-prod", "production", "*-te*t", HOSTILE),
                                "subscriptions",
                                Map.of("shop-test", "test"),
                                "names",
                                Map.of("*-stg", "staging"),
                                "aliases",
                                Map.of("live", "production")),
                        "inheritTags",
                        List.of("resourceGroup", "subscription"),
                        "tags",
                        Map.of(
                                "tier",
                                List.of("gold", HOSTILE),
                                "owner",
                                "*",
                                "not",
                                Map.of(HOSTILE, "*", "state", List.of("off")),
                                "any",
                                List.of(Map.of("a", "x", "b", "y"), Map.of("all", List.of(Map.of("c", HOSTILE)))))),
                Map.of(
                        "subscriptions",
                        "all-accessible",
                        "tags",
                        Map.of(
                                "any",
                                List.of(
                                        Map.of("tier", "gold"),
                                        Map.of("not", Map.of(HOSTILE, "*")),
                                        Map.of("a", HOSTILE))),
                        "inheritTags",
                        List.of("resourceGroup", "subscription"),
                        "environment",
                        Map.of(
                                "resourceGroups", Map.of("rg-*-prod", "production", "r*-*", HOSTILE),
                                "subscriptions", Map.of("Shop*", "production", AzureStub.SUBSCRIPTION, "staging"),
                                "names", Map.of("*-stg-*", "staging"),
                                "aliases", Map.of(HOSTILE, "production"))),
                Map.of("managementGroups", List.of("shop"), "environments", "*", "inheritTags", "resourceGroup"));
    }

    private static void drive(TelemetryStream stream, List<String> misreadings, Map<String, Integer> delivered) {
        TimeWindow horizon = TimeWindow.endingAt(AzureStub.NOW, Duration.ofDays(2));
        attempt(stream, misreadings, () -> stream.plan(horizon, Duration.ofMinutes(15)));
        if (stream instanceof MeasuredStream measured) {
            Instant since = AzureStub.NOW.minus(Duration.ofHours(1));
            attempt(stream, misreadings, () -> measured.arrivals(since, horizon));
            Set<TimeWindow> windows = new TreeSet<>(List.of(
                    TimeWindow.onGrid(AzureStub.NOW.minus(measured.grid()), measured.grid()),
                    TimeWindow.endingAt(
                            TimeWindow.onGrid(AzureStub.NOW, measured.grid()).from(), measured.longestRead())));
            for (TimeWindow window : windows) {
                TelemetryBatch batch = new TelemetryBatch();
                attempt(stream, misreadings, () -> measured.read(window, batch));
                count(stream, batch, delivered);
            }
        } else if (stream instanceof RevisedStream revised) {
            TelemetryBatch batch = new TelemetryBatch();
            attempt(stream, misreadings, () -> {
                String cursor = revised.read(null, horizon, batch).cursor();
                revised.read(cursor, horizon, batch);
                revised.census(horizon);
            });
            count(stream, batch, delivered);
        }
    }

    private static void count(TelemetryStream stream, TelemetryBatch batch, Map<String, Integer> delivered) {
        int size = batch.series().size()
                + batch.events().size()
                + batch.entities().size()
                + batch.dependencies().size();
        if (size > 0) {
            delivered.merge(stream.name(), size, Integer::sum);
        }
    }

    /** A column that is not there or cannot be read as what was asked for is a fault; other answers are made up. */
    private static void attempt(TelemetryStream stream, List<String> misreadings, Runnable call) {
        try {
            call.run();
        } catch (ThroughlineException e) {
            if (String.valueOf(e.getMessage()).contains("of a log query must hold")) {
                misreadings.add(stream.name() + ": " + e.getMessage());
            }
        } catch (RuntimeException e) {
            misreadings.add(stream.name() + ": " + e + " at "
                    + Stream.of(e.getStackTrace()).limit(6).toList());
        }
    }

    private static TelemetrySource open(AzureStub azure, Map<String, Object> scope) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "only-for-tests");
        String address = azure.address().toString();
        Map<String, Object> values = new HashMap<>(scope);
        values.put("credential", "client-secret");
        values.put("tenantId", TENANT);
        values.put("clientId", "app-1");
        values.put("clientSecret", "${file:" + secret + "}");
        values.putIfAbsent("subscriptions", List.of(AzureStub.SUBSCRIPTION));
        values.putIfAbsent("environments", List.of("production", "staging"));
        values.put(
                "endpoints",
                Map.of("authority", address, "resourceManager", address, "logs", address, "metrics", address));
        List<ConfigProblem> problems = new ArrayList<>();
        TelemetrySource source = new AzureSourceProvider()
                .configure(new SourceConfig(ConfigSection.of("azure", values, problems), Map.of()))
                .open(new SourceRuntime(
                        azure.time(),
                        azure.httpClient(),
                        Pseudonyms.keyed("0123456789abcdef".getBytes(StandardCharsets.UTF_8))));
        assertThat(problems).isEmpty();
        return source;
    }
}
