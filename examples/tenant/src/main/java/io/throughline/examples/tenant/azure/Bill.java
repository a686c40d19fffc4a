package io.throughline.examples.tenant.azure;

import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.recording.Replay;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A computed bill: the {@linkplain PriceList list price} of what was recorded. Of a plan and of the database those minutes count
 * of which a platform metric was recorded, as parts of an hour; of the workspace the bytes of the rows that came in, as the table
 * Usage has them. The cost of an hour can be read eight hours after its end. Nobody paid it. Thread-safe; computed when first
 * asked for.
 */
final class Bill {

    /** How long after the end of an hour its cost can be read. */
    static final Duration DELAY = Duration.ofHours(8);

    /**
     * What one meter counted of one resource in one hour.
     *
     * @param hour its begin, as served
     * @param quantity in the meter's unit
     */
    record Line(Instant hour, Resource resource, PriceList.Meter meter, BigDecimal quantity, BigDecimal cost) {}

    private record Hour(Instant begin, Resource resource, BigDecimal amount) {}

    private final Manifest manifest;
    private final Replay replay;
    private final RecordingDatabase database;
    private final ComputedTables tables;
    private final Inventory inventory;
    private final PriceList prices;
    private @Nullable List<Line> all;

    Bill(
            Manifest manifest,
            Replay replay,
            RecordingDatabase database,
            ComputedTables tables,
            Inventory inventory,
            PriceList prices) {
        this.manifest = manifest;
        this.replay = replay;
        this.database = database;
        this.tables = tables;
        this.inventory = inventory;
        this.prices = prices;
    }

    String currency() {
        return prices.currency();
    }

    /** Returns the lines that can be read now, in the order of their hours. */
    List<Line> lines() {
        return linesAt(replay.now());
    }

    /** Returns the lines that could be read at a served instant. */
    List<Line> linesAt(Instant now) {
        Instant last = now.minus(DELAY).minus(Duration.ofHours(1));
        return all().stream().filter(line -> !line.hour().isAfter(last)).toList();
    }

    /** Returns what an hour costs on the mean of those that have a line, by what could be read at an instant. */
    BigDecimal meanHour(Instant now) {
        List<Line> lines = linesAt(now);
        long hours = lines.stream().map(Line::hour).distinct().count();
        BigDecimal sum = lines.stream().map(Line::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        return hours == 0 ? BigDecimal.ZERO : sum.divide(BigDecimal.valueOf(hours), MathContext.DECIMAL64);
    }

    private synchronized List<Line> all() {
        List<Line> lines = all;
        if (lines == null) {
            List<Line> computed = new ArrayList<>();
            List<Hour> hours = hours();
            List<Hour> gigabytes = gigabytes();
            for (PriceList.Meter meter : prices.meters()) {
                add(computed, meter, meter.measured() == PriceList.Measured.HOURS ? hours : gigabytes);
            }
            computed.sort(Comparator.comparing(Line::hour));
            lines = List.copyOf(computed);
            all = lines;
        }
        return lines;
    }

    private static void add(List<Line> lines, PriceList.Meter meter, List<Hour> hours) {
        Map<YearMonth, BigDecimal> before = new HashMap<>();
        for (Hour hour : hours) {
            if (!hour.resource().type().equals(meter.resourceType())) {
                continue;
            }
            BigDecimal quantity = hour.amount().multiply(meter.perUnit(), MathContext.DECIMAL64);
            YearMonth month = YearMonth.from(hour.begin().atOffset(ZoneOffset.UTC));
            BigDecimal until = before.merge(month, quantity, BigDecimal::add);
            BigDecimal paid =
                    until.subtract(meter.freeInMonth()).max(BigDecimal.ZERO).min(quantity);
            BigDecimal cost = paid.multiply(meter.price(), MathContext.DECIMAL64);
            lines.add(new Line(hour.begin(), hour.resource(), meter, quantity, cost));
        }
    }

    private List<Hour> hours() {
        return read("SELECT epoch(date_trunc('hour', TimeStamp)), ResourceId,"
                + " count(DISTINCT date_trunc('minute', TimeStamp)) / 60 FROM platform_metrics"
                + " GROUP BY ALL ORDER BY 1, 2");
    }

    private List<Hour> gigabytes() {
        tables.provide("usage_hours");
        return read("SELECT epoch(StartTime), '" + manifest.workspaceArmId().replace("'", "''")
                + "', sum(Quantity) / 1000 FROM usage_hours WHERE IsBillable GROUP BY ALL ORDER BY 1");
    }

    private List<Hour> read(String sql) {
        List<Hour> hours = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                Instant begin = replay.served(Instant.ofEpochSecond((long) rows.getDouble(1)));
                BigDecimal amount = BigDecimal.valueOf(rows.getDouble(3));
                inventory.find(rows.getString(2)).ifPresent(resource -> hours.add(new Hour(begin, resource, amount)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot compute the bill", e);
        }
        return hours;
    }
}
