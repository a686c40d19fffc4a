package io.throughline.examples.tenant.azure.kql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What queries answer, over a table of four rows; the expected values follow the documentation of the language. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KqlQueriesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final String ROWS = "SELECT * FROM (VALUES"
            + " (TIMESTAMP '2026-03-01 10:00:01', 'api', 'GET /a', TRUE, 100.0, 1, '{\"k\":\"v\"}'::JSON,"
            + " TIMESTAMP '2026-03-01 10:02:00'),"
            + " (TIMESTAMP '2026-03-01 10:00:59', 'api', 'GET /a', FALSE, 300.0, 3, NULL, TIMESTAMP '2026-03-01 10:03:00'),"
            + " (TIMESTAMP '2026-03-01 10:01:00', 'Web', 'GET /b', TRUE, 50.0, 1, NULL, TIMESTAMP '2026-03-01 10:04:00'),"
            + " (TIMESTAMP '2026-03-01 11:30:00', 'api', '', TRUE, NULL, 2, NULL, TIMESTAMP '2026-03-01 11:31:00'))"
            + " AS t(\"Time\", \"Role\", \"Name\", \"Ok\", \"Ms\", \"Items\", \"Props\", \"$ingestion\")";

    private static final Relation TABLE = new Relation(
            ROWS,
            List.of(
                    Column.of("Time", KustoType.DATETIME),
                    Column.of("Role", KustoType.STRING),
                    Column.of("Name", KustoType.STRING),
                    Column.of("Ok", KustoType.BOOL),
                    Column.of("Ms", KustoType.REAL),
                    Column.of("Items", KustoType.INT),
                    Column.of("Props", KustoType.DYNAMIC)),
            true);

    private Connection connection;

    @BeforeAll
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            T | where Role == 'api' | count                                        ¦ Count:long=3
            T | where Role =~ 'WEB' | project Name                                 ¦ Name:string=GET /b
            T | where Role in ('Web', 'x') | count                                 ¦ Count:long=1
            T | where Role in~ ('web', 'API') | count                              ¦ Count:long=4
            T | where Role !in ('Web') | count                                     ¦ Count:long=3
            T | where Name startswith 'get' and Name endswith_cs 'b' | count       ¦ Count:long=1
            T | where not(Name startswith 'get') | count                           ¦ Count:long=1
            T | where Name has 'a' | count                                         ¦ Count:long=2
            T | where Name has 'G' | count                                         ¦ Count:long=0
            T | where Name contains 'ET' and Name !contains '/b' | count           ¦ Count:long=2
            T | where Name matches regex 'GET /[b-z]' | count                      ¦ Count:long=1
            T | where isempty(Name) | count                                        ¦ Count:long=1
            T | where isnotempty(Name) | count                                     ¦ Count:long=3
            T | where isnull(Ms) | count                                           ¦ Count:long=1
            T | where Ms != 100.0 | count                                          ¦ Count:long=3
            T | where Ms > 60 or Ms < 0 | count                                    ¦ Count:long=2
            T | where Ms between (50 .. 100) | count                               ¦ Count:long=2
            T | where Time between (datetime(2026-03-01T10:00:59Z) .. 1s) | count  ¦ Count:long=2
            T | where Time >= datetime(2026-03-01 10:01) and Time < datetime(2026-03-01T11:30:00Z) | count ¦ Count:long=1
            T | where Time > ago(1h) | count                                       ¦ Count:long=1
            T | where ingestion_time() < datetime(2026-03-01T10:03:00Z) | count    ¦ Count:long=1
            T | extend D = ingestion_time() - Time | where Role == 'Web' | project D ¦ D:timespan=180000000
            T | summarize N = count() by R = ingestion_time() > datetime(2026-03-01T11:00:00Z) | where R ¦ R:bool=true N:long=1
            T | summarize sum(Items), sumif(Items, Ok == false), countif(Ok), avg(Ms) ¦ sum_Items:long=7 sumif_Items:long=3 countif_:long=3 avg_Ms:real=150.0
            T | summarize N = count() by bin(Time, 1h) | order by Time asc | project N ¦ N:long=3|N:long=1
            T | summarize N = sum(Items) by Step = bin(Time, 1m), Role | order by Step asc, Role asc | take 1 | project Role, N ¦ Role:string=api N:long=4
            T | where Role == 'none' | summarize N = count(), L = max(Time), S = sum(Ms) ¦ N:long=0 L:datetime=null S:real=0.0
            T | where Role == 'none' | summarize N = count() by Name               ¦ none
            T | summarize dcount(Role), make_set(Ok), min(Ms), max(Ms), percentile(Ms, 50) | project dcount_Role, min_Ms, max_Ms, percentile_Ms_50 ¦ dcount_Role:long=2 min_Ms:real=50.0 max_Ms:real=300.0 percentile_Ms_50:real=100.0
            T | summarize P = percentilew(Ms, Items, 50)                           ¦ P:real=300.0
            T | summarize arg_max(Time, Name, Role) by Ok | where Ok == false | project Role ¦ Role:string=api
            T | summarize Rate = 100.0 * countif(not(Ok)) / count()                ¦ Rate:real=25.0
            T | summarize M = round(avg(Ms), 1)                                    ¦ M:real=150.0
            T | distinct Role | order by Role asc                                  ¦ Role:string=Web|Role:string=api
            T | top 1 by Ms desc | project Ms                                      ¦ Ms:real=300.0
            T | order by Ms asc | take 1 | project N = isnull(Ms)                  ¦ N:bool=true
            T | order by Ms asc nulls last | take 1 | project Ms                   ¦ Ms:real=50.0
            T | project-away Props, Name, T* | take 1                              ¦ Role:string=api Ok:bool=true Ms:real=100.0 Items:int=1
            T | project-keep Role, I* | take 1                                     ¦ Role:string=api Items:int=1
            T | project-rename R = Role | project R | take 1                       ¦ R:string=api
            T | extend role = strcat(Role, '!') | project Role, role | take 1      ¦ Role:string=api role:string=api!
            T | where Props.k == 'v' | count                                       ¦ Count:long=1
            T | where tostring(Props['k']) == 'v' | count                          ¦ Count:long=1
            T | extend B = case(isnull(Ms), 100000, Ms > 0, toint(ceiling(log2(Ms / 1000.0) * 16)) - 1, -100000) | project B ¦ B:long=-54|B:long=-28|B:long=-70|B:long=100000
            T | project S = iff(Ms > 0, Ms / 1000.0, 0.0) | order by S asc | take 1 ¦ S:real=0.0
            T | join kind=inner (T | project Role, Other = Name) on Role | count   ¦ Count:long=10
            T | join kind=leftouter (T | where Role == 'Web' | project Role, W = Name) on Role | where Role == 'api' | project W | take 1 ¦ W:string=
            T | join kind=leftanti (T | where Role == 'Web') on $left.Role == $right.Role | count ¦ Count:long=3
            T | join (T | project Role, Other = Name) on Role | where Role == 'Web' | project Role, Role1 ¦ Role:string=Web Role1:string=Web
            T | union (T | where Ok) | count                                       ¦ Count:long=7
            let role = 'Web'; let Rows = T | where Role == role; Rows | count      ¦ Count:long=1
            T | where Role == 'api' // the rest is a comment | count               ¦ Count:long=3
            T | mv-expand X = dynamic([1, 2]) to typeof(long) | summarize sum(X)   ¦ sum_X:long=12
            T | where column_ifexists('Nope', 'x') == 'x' | count                  ¦ Count:long=4
            datatable(a:long, b:string)[1, 'x', 2, 'y'] | where a > 1              ¦ a:long=2 b:string=y
            print a = 5 / 2, b = 5.0 / 2, c = bin(7, 5), d = 0x10, e = 7 % 4       ¦ a:long=2 b:real=2.5 c:long=5 d:long=16 e:long=3
            print a = datetime(2026-03-01) + 1d - 30m, b = 1h / 30m, c = 90m       ¦ a:datetime=2026-03-01 23:30:00.0 b:real=2.0 c:timespan=5400000000
            print a = startofday(now()), b = bin(datetime(2026-03-01T10:59:59Z), 1d) ¦ a:datetime=2026-03-01 00:00:00.0 b:datetime=2026-03-01 00:00:00.0
            print a = log2(0.25), b = log(-1.0), c = isnull(log(-1.0))             ¦ a:real=-2.0 b:real=null c:bool=true
            print a = substring('hello', 1, 2), b = tolower('AB'), c = strlen('abc'), d = indexof('abc', 'c') ¦ a:string=el b:string=ab c:long=3 d:long=2
            print a = extract('([0-9]+)', 1, 'v12'), b = replace_string('a-b', '-', '+'), c = tolong('7'), d = toint(2.9) ¦ a:string=12 b:string=a+b c:long=7 d:int=2
            print a = coalesce('', 'x'), b = max_of(1, 3, 2), c = iff(true, 'y', 'n') ¦ a:string=x b:long=3 c:string=y
            print a = "it's \\"quoted\\" \\\\ \\u0041", b = @'c:\\d''e'            ¦ a:string=it's "quoted" \\ A b:string=c:\\d'e
            print a = dynamic({"x":[1,{"y":"z"}]}).x[1].y, b = array_length(dynamic([1,2,3])) ¦ a:dynamic="z" b:long=3
            T | order by Time asc | extend N = row_number() | where Role == 'Web' | project N ¦ N:long=3
            T | order by Time asc | extend N = row_number(10) | take 1 | project N ¦ N:long=10
            T | order by Role asc, Time asc | extend N = row_number(1, prev(Role) != Role) | project Role, N ¦ Role:string=Web N:long=1|Role:string=api N:long=1|Role:string=api N:long=2|Role:string=api N:long=3
            T | order by Time asc | project P = prev(Items), N = next(Role, 1, 'end') ¦ P:int=null N:string=api|P:int=1 N:string=Web|P:int=3 N:string=api|P:int=1 N:string=end
            T | order by Time asc | extend C = row_cumsum(Items) | project C        ¦ C:long=1|C:long=4|C:long=5|C:long=7
            T | serialize N = row_number() | summarize max(N)                       ¦ max_N:long=4
            T | order by Time asc | where prev(Role) != Role | project Role         ¦ Role:string=api|Role:string=Web|Role:string=api
            union isfuzzy=true (Nothing | where Ok), (T | where Ok) | count         ¦ Count:long=3
            T | union isfuzzy=true (Nothing) | count                                ¦ Count:long=4
            T | mv-expand K = bag_keys(Props) to typeof(string) | extend V = tostring(Props[K]) | project K, V ¦ K:string=k V:string=v
            T | mv-expand D = dynamic(['all', 'ok']) to typeof(string) | where D == 'all' or Ok | summarize N = count() by D | order by D asc ¦ D:string=all N:long=4|D:string=ok N:long=3
            T | summarize A = dcountif(Role, Ok), B = dcount(Name)                  ¦ A:long=2 B:long=3
            T | summarize arg_max(Time, Ok) by Step = bin(Time, 1h), Role | order by Time asc | project Time, Ok ¦ Time:datetime=2026-03-01 10:00:59.0 Ok:bool=false|Time:datetime=2026-03-01 10:01:00.0 Ok:bool=true|Time:datetime=2026-03-01 11:30:00.0 Ok:bool=true
            T | where Name in~ () | count                                           ¦ Count:long=0
            print a = replace_regex('u=ann x', @'(?i)(u)(=)\\S+', @'\\1\\2*'), b = replace_regex('a "b" c', @'\\x22[^\\x22]*\\x22', @'*') ¦ a:string=u=* x b:string=a * c
            print a = trim(@'\\s+', '  x y '), b = strcat_delim('.', 'a', '', 'b'), c = countof('ababab', 'ab') ¦ a:string=x y b:string=a..b c:long=3
            print a = coalesce(tostring(dynamic({"x.y":"1"})['x.y']), 'n'), b = coalesce(tostring(dynamic(null).z), 'n') ¦ a:string=1 b:string=n
            print a = extract(@'(?s)^\\s*\\{.*?\\x22msg\\x22\\s*:\\s*\\x22([^\\x22]+)', 1, '{"msg": "hi"}'), b = extract('(x)', 1, 'y') ¦ a:string=hi b:string=
            print b = isfinite(1.0), c = toint(5000000000), d = tolong(real(null)) ¦ b:bool=true c:int=null d:long=null
            print ['odd name'] = 1                                                 ¦ odd name:long=1
            """)
    void answers(String query, String expected) throws SQLException {
        assertThat(run(query)).isEqualTo(expected.equals("none") ? "" : expected);
    }

    private String run(String query) throws SQLException {
        // In a text block a query is one line; a comment ends where a pipe begins.
        String text = query.strip().replace("comment |", "comment\n|");
        Relation relation =
                QueryTranslator.translate(text, name -> name.equals("T") ? Optional.of(TABLE) : Optional.empty(), NOW);
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(relation.sql())) {
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < relation.columns().size(); i++) {
                    Column column = relation.columns().get(i);
                    Object value =
                            column.type() == KustoType.DYNAMIC ? result.getString(i + 1) : result.getObject(i + 1);
                    cells.add(column.name() + ":" + column.type().wire() + "=" + value);
                }
                rows.add(String.join(" ", cells));
            }
        }
        return String.join("|", rows);
    }
}
