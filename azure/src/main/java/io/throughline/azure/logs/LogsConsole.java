package io.throughline.azure.logs;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * Queries that people type: let through by a {@link KqlGuard}, with a cap on rows that tells when it cut, and answers that
 * can be written out. Thread-safe.
 */
public final class LogsConsole {

    /** Rows of an answer unless told. */
    public static final int DEFAULT_MOST_ROWS = 10_000;

    private final LogsClient client;
    private final KqlGuard guard;
    private final int mostRows;

    /** Creates a console over a client, with {@value #DEFAULT_MOST_ROWS} rows at most. */
    public LogsConsole(LogsClient client) {
        this(client, KqlGuard.standard(), DEFAULT_MOST_ROWS);
    }

    /**
     * Creates a console.
     *
     * @param mostRows rows of an answer at most
     */
    public LogsConsole(LogsClient client, KqlGuard guard, int mostRows) {
        this.client = Objects.requireNonNull(client, "client");
        this.guard = Objects.requireNonNull(guard, "guard");
        this.mostRows = mostRows;
    }

    /**
     * An answer.
     *
     * @param sent the query that was sent: its target, workspaces and span say what was read
     * @param result what came, without the row that only told of a cut
     * @param cut whether the console left rows out; {@link LogsResult#partial()} tells whether the service did
     * @param warnings what is slow or costly about the query
     */
    public record Answer(LogsQuery sent, LogsResult result, boolean cut, List<String> warnings) {

        public Answer {
            warnings = List.copyOf(warnings);
        }

        /** Writes the rows as CSV, see {@link TableExport#csv}. */
        public void csv(Appendable to) throws IOException {
            TableExport.csv(result.table(), to);
        }

        /** Writes the rows as one JSON object a line, see {@link TableExport#jsonLines}. */
        public void jsonLines(Appendable to) throws IOException {
            TableExport.jsonLines(result.table(), to);
        }
    }

    /**
     * Judges a text without sending anything: the pre-check of an editor.
     *
     * @throws IllegalArgumentException if it is refused; the message says why and what to do
     */
    public KqlGuard.Admitted check(String text) {
        return guard.admit(text, mostRows);
    }

    /**
     * Runs a query; one request.
     *
     * @throws IllegalArgumentException if it is refused; nothing is sent then
     * @throws io.throughline.core.http.SourceException as {@link LogsClient#query(LogsQuery)}
     */
    public Answer run(LogsQuery query) {
        KqlGuard.Admitted admitted = check(query.text());
        LogsQuery sent = query.withText(admitted.capped());
        LogsResult result = client.query(sent);
        boolean cut = result.table().size() > mostRows;
        return new Answer(sent, cut ? result.withFirst(mostRows) : result, cut, admitted.warnings());
    }
}
