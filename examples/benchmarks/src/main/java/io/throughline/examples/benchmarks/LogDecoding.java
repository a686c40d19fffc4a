package io.throughline.examples.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.throughline.azure.logs.LogsResult;
import io.throughline.azure.logs.LogsTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Decoding an answer of a million rows, beside plain Jackson streaming over the same bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
public class LogDecoding {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    /** Rows of the answer. */
    @Param("1000000")
    public int rows;

    private byte[] body = new byte[0];

    /** Makes the answer's bytes. */
    @Setup
    public void make() {
        body = LogAnswer.ofRows(rows, 20261122);
    }

    /** The floor: every token is seen, no value is taken. */
    @Benchmark
    public int jacksonTokens() throws IOException {
        int tokens = 0;
        try (JsonParser parser = JSON.createParser(new ByteArrayInputStream(body))) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    /** Plain streaming: every value is taken as a number or text, and dropped. */
    @Benchmark
    public void jacksonValues(Blackhole sink) throws IOException {
        try (JsonParser parser = JSON.createParser(new ByteArrayInputStream(body))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case VALUE_STRING -> sink.consume(parser.getText());
                    case VALUE_NUMBER_INT -> sink.consume(parser.getLongValue());
                    case VALUE_NUMBER_FLOAT -> sink.consume(parser.getDoubleValue());
                    default -> sink.consume(token);
                }
            }
        }
    }

    /** The client's decoder: a table with all rows. */
    @Benchmark
    public LogsResult decode() throws IOException {
        return LogsResult.read(new ByteArrayInputStream(body));
    }

    /** The same, and every cell is read as its type. */
    @Benchmark
    public void decodeAndRead(Blackhole sink) throws IOException {
        LogsTable table = LogsResult.read(new ByteArrayInputStream(body)).table();
        for (int i = 0; i < table.size(); i++) {
            read(table.row(i), sink);
        }
    }

    /** Rows handed on while they arrive, none kept; every cell is read as its type. */
    @Benchmark
    public LogsResult handOn(Blackhole sink) throws IOException {
        return LogsResult.read(new ByteArrayInputStream(body), row -> read(row, sink));
    }

    private static void read(LogsTable.Row row, Blackhole sink) {
        sink.consume(row.instant("Step").orElseThrow());
        sink.consume(row.text("AppRoleName").orElse(""));
        sink.consume(row.text("Name").orElse(""));
        sink.consume(row.whole("Bucket").orElse(0));
        sink.consume(row.whole("Items").orElse(0));
        sink.consume(row.whole("Failures").orElse(0));
        sink.consume(row.whole("Stored").orElse(0));
        sink.consume(row.real("SecondsSum").orElse(0));
        sink.consume(row.real("SecondsMin").orElse(0));
        sink.consume(row.real("SecondsMax").orElse(0));
    }
}
