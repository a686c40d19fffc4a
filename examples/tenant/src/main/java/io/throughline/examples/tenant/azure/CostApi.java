package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Throttle;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** Cost Management over the {@link Bill}: nothing is reserved, so what is amortised is what is actual. Its pages are small on purpose. */
final class CostApi {

    private static final int LARGEST_PAGE = 25;
    private static final String HEADER = "x-ms-ratelimit-microsoft.costmanagement-";

    private final Manifest manifest;
    private final Replay replay;
    private final Inventory inventory;
    private final Bill bill;
    private final CostDimensions dimensions;
    private final Throttle throttle;

    CostApi(Manifest manifest, Replay replay, Inventory inventory, Bill bill, Throttle throttle) {
        this.manifest = manifest;
        this.replay = replay;
        this.inventory = inventory;
        this.bill = bill;
        this.dimensions = new CostDimensions(manifest);
        this.throttle = throttle;
    }

    /** {@code POST {scope}/providers/Microsoft.CostManagement/query}. */
    WireResponse query(WireRequest request, String self) {
        if (throttle.refuses("cost")) {
            return throttled();
        }
        JsonNode body = body(request);
        CostQuery query = CostQuery.of(body, today());
        ObjectNode properties = Json.object();
        ArrayNode columns = properties.putArray("columns");
        query.aggregates().forEach(name -> column(columns, name, "Number"));
        switch (query.granularity()) {
            case "Daily" -> column(columns, "UsageDate", "Number");
            case "Monthly" -> column(columns, "BillingMonth", "Datetime");
            default -> {
                // one total
            }
        }
        for (CostQuery.Group group : query.groups()) {
            if (group.tag()) {
                column(columns, "TagKey", "String");
                column(columns, "TagValue", "String");
            } else {
                column(columns, group.name(), "String");
            }
        }
        column(columns, "Currency", "String");
        List<ArrayNode> rows = rows(query, scope(request));
        ArrayNode page = properties.putArray("rows");
        int from = Math.min(offset(request), rows.size());
        int to = Math.min(from + LARGEST_PAGE, rows.size());
        rows.subList(from, to).forEach(page::add);
        properties.put("nextLink", to < rows.size() ? next(request, self, to) : null);
        return answer(request, "query", properties, query);
    }

    /**
     * {@code POST {scope}/providers/Microsoft.CostManagement/forecast}: every day to come costs 24 times what an hour cost on the
     * mean so far.
     */
    WireResponse forecast(WireRequest request) {
        JsonNode body = body(request);
        CostQuery query = CostQuery.of(body, today());
        if (!query.groups().isEmpty()) {
            throw CostQuery.refused("Invalid query definition: a forecast cannot be grouped.");
        }
        Predicate<Bill.Line> wanted = wanted(query, scope(request));
        BigDecimal hour = bill.meanHour(replay.now());
        LocalDate complete =
                replay.now().minus(Bill.DELAY).atOffset(ZoneOffset.UTC).toLocalDate();
        ObjectNode properties = Json.object();
        properties.putNull("nextLink");
        ArrayNode columns = properties.putArray("columns");
        column(columns, query.aggregates().get(0), "Number");
        column(columns, "UsageDate", "Number");
        column(columns, "CostStatus", "String");
        column(columns, "Currency", "String");
        ArrayNode rows = properties.putArray("rows");
        for (LocalDate day = query.from(); !day.isAfter(query.to()); day = day.plusDays(1)) {
            boolean actual = day.isBefore(complete);
            if (actual && !body.path("includeActualCost").asBoolean(false)) {
                continue;
            }
            LocalDate of = day;
            List<Bill.Line> lines = bill.lines().stream()
                    .filter(line -> day(line).equals(of) && wanted.test(line))
                    .toList();
            if (actual && lines.isEmpty()) {
                continue;
            }
            BigDecimal cost = actual
                    ? lines.stream().map(Bill.Line::cost).reduce(BigDecimal.ZERO, BigDecimal::add)
                    : hour.multiply(BigDecimal.valueOf(24));
            rows.addArray()
                    .add(rounded(cost))
                    .add(number(day))
                    .add(actual ? "Actual" : "Forecast")
                    .add(bill.currency());
        }
        return answer(request, "forecast", properties, query);
    }

    /**
     * {@code GET {scope}/providers/Microsoft.Consumption/budgets}: the subscription has one, of what its resources cost by the
     * list in a month of 730 hours, rounded up to the next ten.
     */
    WireResponse budgets(WireRequest request, String self) {
        ResourceScope scope = scope(request);
        Instant midnight = replay.now().truncatedTo(ChronoUnit.DAYS);
        BigDecimal hour = bill.meanHour(replay.now());
        if (scope.prefix().contains("/resourcegroups/") || hour.signum() == 0) {
            return ArmPage.of(request, self, List.of(), LARGEST_PAGE);
        }
        LocalDate first = today().withDayOfMonth(1);
        BigDecimal spent = bill.linesAt(midnight).stream()
                .filter(line -> !day(line).isBefore(first))
                .map(Bill.Line::cost)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        long toCome = 24 * ChronoUnit.DAYS.between(today(), first.plusMonths(1));
        BigDecimal month = hour.multiply(BigDecimal.valueOf(730));
        BigDecimal amount =
                month.divide(BigDecimal.TEN, 0, RoundingMode.CEILING).multiply(BigDecimal.TEN);
        String name = "budget-" + manifest.product() + "-" + manifest.environment();
        ObjectNode budget = Json.object()
                .put(
                        "id",
                        "/subscriptions/" + manifest.subscription() + "/providers/Microsoft.Consumption/budgets/"
                                + name)
                .put("name", name)
                .put("type", "Microsoft.Consumption/budgets")
                .put("eTag", "\"1d34d016a593709\"");
        ObjectNode properties = budget.putObject("properties");
        properties
                .putObject("timePeriod")
                .put("startDate", first + "T00:00:00Z")
                .put("endDate", first.plusYears(1) + "T00:00:00Z");
        properties.put("timeGrain", "Monthly").put("amount", amount).put("category", "Cost");
        properties.putObject("currentSpend").put("amount", rounded(spent)).put("unit", bill.currency());
        properties
                .putObject("forecastSpend")
                .put("amount", rounded(spent.add(hour.multiply(BigDecimal.valueOf(toCome)))))
                .put("unit", bill.currency());
        ObjectNode notification = properties
                .putObject("notifications")
                .putObject("Actual_GreaterThan_100_Percent")
                .put("enabled", true)
                .put("operator", "GreaterThan")
                .put("threshold", 100)
                .put("thresholdType", "Actual");
        notification.putArray("contactEmails");
        notification.putArray("contactGroups");
        return ArmPage.of(request, self, List.of(budget), LARGEST_PAGE);
    }

    private List<ArrayNode> rows(CostQuery query, ResourceScope scope) {
        Map<List<String>, BigDecimal[]> sums = new TreeMap<>(CostApi::compare);
        Predicate<Bill.Line> wanted = wanted(query, scope);
        for (Bill.Line line : bill.lines()) {
            LocalDate day = day(line);
            if (day.isBefore(query.from()) || day.isAfter(query.to()) || !wanted.test(line)) {
                continue;
            }
            List<String> key = new ArrayList<>();
            switch (query.granularity()) {
                case "Daily" -> key.add(String.valueOf(number(day)));
                case "Monthly" -> key.add(day.withDayOfMonth(1) + "T00:00:00");
                default -> key.add("");
            }
            for (CostQuery.Group group : query.groups()) {
                if (group.tag()) {
                    key.add(group.name());
                    key.add(dimensions.tag(group.name()));
                } else {
                    key.add(dimensions.value(line, group.name()));
                }
            }
            BigDecimal[] sum = sums.computeIfAbsent(key, k -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
            sum[0] = sum[0].add(line.cost());
            sum[1] = sum[1].add(line.quantity());
        }
        return sums.entrySet().stream()
                .map(entry -> row(query, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static int compare(List<String> one, List<String> other) {
        return Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new));
    }

    private ArrayNode row(CostQuery query, List<String> key, BigDecimal[] sums) {
        ArrayNode row = Json.array();
        query.aggregates().forEach(name -> row.add(rounded(name.equals("UsageQuantity") ? sums[1] : sums[0])));
        switch (query.granularity()) {
            case "Daily" -> row.add(Integer.parseInt(key.get(0)));
            case "Monthly" -> row.add(key.get(0));
            default -> {
                // one total
            }
        }
        key.subList(1, key.size()).forEach(row::add);
        return row.add(bill.currency());
    }

    private Predicate<Bill.Line> wanted(CostQuery query, ResourceScope scope) {
        return dimensions
                .wanted(query.filter())
                .and(line -> scope.contains(line.resource().id()));
    }

    private ResourceScope scope(WireRequest request) {
        String text = request.segment("scope");
        return text.toLowerCase(java.util.Locale.ROOT).startsWith("providers/microsoft.management/managementgroups/")
                ? ManagementGroups.scope(text, manifest)
                : ResourceScope.of(text, manifest, inventory);
    }

    private LocalDate today() {
        return replay.now().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static LocalDate day(Bill.Line line) {
        return line.hour().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static int number(LocalDate day) {
        return day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    private static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(8, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }

    private static void column(ArrayNode columns, String name, String type) {
        columns.addObject().put("name", name).put("type", type);
    }

    private static JsonNode body(WireRequest request) {
        return Json.parse(request.body())
                .orElseThrow(() -> CostQuery.refused("Invalid query definition: the body is no JSON."));
    }

    private static int offset(WireRequest request) {
        String token = request.parameter("$skiptoken").orElse("");
        try {
            return token.isEmpty()
                    ? 0
                    : Integer.parseInt(new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw CostQuery.refused("The skip token is not one of this service.");
        }
    }

    private static String next(WireRequest request, String self, int next) {
        String token = Base64.getEncoder().encodeToString(String.valueOf(next).getBytes(StandardCharsets.UTF_8));
        return self + request.rawPath() + "?api-version="
                + URLEncoder.encode(request.parameter("api-version").orElse("2022-10-01"), StandardCharsets.UTF_8)
                + "&$skiptoken=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    private static WireResponse throttled() {
        return AzureErrors.error(429, "429", "Too many requests. Please retry after the period that the headers give.")
                .with(HEADER + "qpu-retry-after", "1")
                .with(HEADER + "client-retry-after", "1");
    }

    /** A month asked for costs a unit of the quota. */
    private static WireResponse answer(WireRequest request, String kind, ObjectNode properties, CostQuery query) {
        String name = UUID.randomUUID().toString();
        ObjectNode body = Json.object()
                .put("id", request.segment("scope") + "/providers/Microsoft.CostManagement/" + kind + "/" + name)
                .put("name", name)
                .put("type", "Microsoft.CostManagement/" + kind);
        body.putNull("location").putNull("sku").putNull("eTag");
        body.set("properties", properties);
        long months = 1
                + ChronoUnit.MONTHS.between(
                        query.from().withDayOfMonth(1), query.to().withDayOfMonth(1));
        return AzureErrors.identified(WireResponse.json(200, body))
                .with(HEADER + "qpu-consumed", String.valueOf(months))
                .with(HEADER + "qpu-remaining", "QueriesPerHour:599,QueriesPerMin:59,QueriesPer10Sec:11");
    }
}
