package io.throughline.azure.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.throughline.azure.AzureStub;
import io.throughline.core.telemetry.TimeWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogsConsoleTest {

    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    private static final String ANSWER = """
        {"tables":[{"name":"PrimaryResult","columns":[{"name":"Name","type":"string"},{"name":"Items","type":"long"},
          {"name":"Share","type":"real"},{"name":"Ok","type":"bool"},{"name":"Props","type":"dynamic"},{"name":"=odd","type":"string"}],
         "rows":[["say \\"hi\\", twice",-5,0.25,true,"{\\"a\\":[1]}","x"],["=HYPERLINK(1)",null,"NaN",null,"text","@x"],
                 ["line\\r\\nbreak",9007199254740993,1.5,false,null,"+1"]]}]}\
        """;

    private final List<LogsQuery> sent = new ArrayList<>();
    private final LogsClient client = new LogsClient() {
        @Override
        public LogsResult query(LogsQuery query) {
            sent.add(query);
            try {
                return LogsBody.decode(ANSWER.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public LogsResult query(LogsQuery query, RowConsumer rows) {
            throw new UnsupportedOperationException();
        }
    };

    @Test
    void capsRowsAndTellsTheCut() {
        LogsConsole console = new LogsConsole(client, KqlGuard.standard(), 2);

        LogsConsole.Answer cut = console.run(query("AppRequests | project Name"));
        LogsConsole.Answer whole =
                new LogsConsole(client, KqlGuard.standard(), 3).run(query("AppRequests | where Name has 'x'"));

        assertThat(sent.get(0).text()).isEqualTo("AppRequests | project Name\n| take 3");
        assertThat(cut.cut()).isTrue();
        assertThat(cut.result().table().size()).isEqualTo(2);
        assertThat(cut.warnings()).singleElement().asString().contains("nothing narrows the rows");
        assertThat(whole.cut()).isFalse();
        assertThat(whole.result().table().size()).isEqualTo(3);
        assertThat(whole.warnings()).isEmpty();
        assertThat(whole.sent().touches()).containsExactly(AzureStub.WORKSPACE);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(".show tables", "management commands"),
                arguments("// comment\n .drop table X", "management commands"),
                arguments("AppRequests | take 1; .show tables", "management commands"),
                arguments("set notruncation; AppRequests", "not part of the language"),
                arguments("SET notruncation; AppRequests", "not part of the language"),
                arguments("declare query_parameters(a:string); AppRequests", "not part of the language"),
                arguments("AppRequests | take 1; AppTraces | take 1", "2 results"),
                arguments("let x = 1;", "no result"),
                arguments(" ", "no result"),
                arguments("externaldata(x:string)['https://example.org']", "reads from elsewhere"),
                arguments("cluster('c').database('d').T", "reads from elsewhere"),
                arguments("union workspace('w').AppRequests, AppTraces", "reads from elsewhere"),
                arguments(
                        "AppRequests | evaluate http_request('https://example.org')",
                        "plugin 'http_request' is not allowed"),
                arguments(
                        "AppRequests | evaluate hint.distribution = per_node sql_request('x')",
                        "plugin 'sql_request' is not allowed"),
                arguments("AppRequests | evaluate python(typeof(*), 'x')", "plugin 'python' is not allowed"),
                arguments("AppRequests | fork (take 1) (take 2)", "several results"),
                arguments("AppRequests | where Name == 'x", "literal that is not closed"),
                arguments("AppRequests | where (Name == 'x'", "bracket that is not closed"),
                arguments("AppRequests | where Name == 'x')", "bracket that is not open"),
                arguments("#crp x", "directives"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatIsNotOneReadingQuery(String text, String reason) {
        LogsConsole console = new LogsConsole(client);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> console.run(query(text)))
                .withMessageContaining(reason);
        assertThat(sent).isEmpty();
    }

    @Test
    void letsWordsStandWhereTheyAreOnlyTextOrNames() {
        LogsConsole console = new LogsConsole(client);

        console.run(query("AppTraces | where Message == '.show tables; cluster(1)' // set x; externaldata("));
        console.run(query("AppRequests | extend app = AppRoleName, database = 1 | project app, database"));
        console.run(query("let set = 5; AppRequests | take set"));
        console.run(query("AppRequests | where Name == ```a ' \" ; b``` | take 1;\n\n"));

        assertThat(sent).hasSize(4);
        assertThat(sent.get(3).text()).endsWith("| take 1\n| take 10001");
    }

    @Test
    void refusesTextsThatAreTooLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KqlGuard.standard().mostCharacters(10).admit("AppRequests | take 1", 5))
                .withMessageContaining("20 characters, more than the 10 allowed");
    }

    @Test
    void writesCsvThatNoSpreadsheetTakesForFormulas() throws IOException {
        StringBuilder csv = new StringBuilder();
        new LogsConsole(client).run(query("AppRequests | take 3")).csv(csv);

        assertThat(csv.toString())
                .isEqualTo("""
                        Name,Items,Share,Ok,Props,'=odd\r
                        "say ""hi"", twice",-5,0.25,true,"{""a"":[1]}",x\r
                        '=HYPERLINK(1),,NaN,,text,'@x\r
                        "line\r
                        break",9007199254740993,1.5,false,,'+1\r
                        """);
    }

    @Test
    void writesOneJsonObjectALine() throws IOException {
        StringBuilder lines = new StringBuilder();
        new LogsConsole(client).run(query("AppRequests | take 3")).jsonLines(lines);

        assertThat(lines.toString()).isEqualTo("""
                        {"Name":"say \\"hi\\", twice","Items":-5,"Share":0.25,"Ok":true,"Props":{"a":[1]},"=odd":"x"}
                        {"Name":"=HYPERLINK(1)","Items":null,"Share":"NaN","Ok":null,"Props":"text","=odd":"@x"}
                        {"Name":"line\\r\\nbreak","Items":9007199254740993,"Share":1.5,"Ok":false,"Props":null,"=odd":"+1"}
                        """);
    }

    @Test
    void savedQueriesTakeTypedValuesOnly() {
        SavedQuery slow = SavedQueries.find("slow-dependencies").orElseThrow();

        LogsQuery query = slow.over(AzureStub.WORKSPACE, HOUR, Map.of("slowerThan", Duration.ofSeconds(2)))
                .build();

        assertThat(query.query().text())
                .startsWith("""
                        let roles = dynamic([]);
                        let slowerThan = timespan(0.00:00:02.0000000);
                        let most = long(50);
                        AppDependencies
                        """);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slow.over(AzureStub.WORKSPACE, HOUR, Map.of("slowerThan", "2s")))
                .withMessageContaining("must be a TIMESPAN, was a String");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slow.over(AzureStub.WORKSPACE, HOUR, Map.of("slowThan", 1)))
                .withMessageContaining("no parameters [slowThan]");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SavedQueries.find("operation").orElseThrow().over(AzureStub.WORKSPACE, HOUR, Map.of()))
                .withMessageContaining("needs a value for 'operation'");
        assertThat(SavedQueries.all()).extracting(SavedQuery::name).doesNotHaveDuplicates();
        assertThat(SavedQueries.all())
                .extracting(SavedQuery::text)
                .allSatisfy(text -> KqlGuard.standard().admit(text, 100));
    }

    private static LogsQuery query(String text) {
        return LogsQuery.overWorkspace(AzureStub.WORKSPACE, text, HOUR).build();
    }
}
