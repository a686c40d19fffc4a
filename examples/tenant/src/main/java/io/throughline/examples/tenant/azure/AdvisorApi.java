package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.azure.kql.Sql;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Advisor, which looks once a day, at midnight UTC, at the seven days before. It has two rules here:
 *
 * <ul>
 *   <li>Reliability: a plan of one instance should have two.
 *   <li>Performance: a plan or database whose CPU was above 90 % in more than 5 % of the recorded minutes should be larger.
 * </ul>
 *
 * It has none on cost: every {@linkplain PriceList size} is the smallest there is.
 */
final class AdvisorApi {

    private static final int LARGEST_PAGE = 2;
    private static final Pattern CATEGORY = Pattern.compile("[Cc]ategory\\s+eq\\s+'(\\w+)'");

    private record Advice(String rule, String category, String impact, String problem, String solution) {}

    private static final Advice ONE_INSTANCE = new Advice(
            "one-instance",
            "HighAvailability",
            "Medium",
            "The App Service plan runs on one instance",
            "Scale out the App Service plan to at least two instances");
    private static final Advice BUSY = new Advice(
            "busy", "Performance", "High", "The resource's CPU was above 90 % for long", "Scale up to a larger size");

    private final Manifest manifest;
    private final Replay replay;
    private final RecordingDatabase database;
    private final Inventory inventory;
    private final PriceList prices;

    AdvisorApi(Manifest manifest, Replay replay, RecordingDatabase database, Inventory inventory, PriceList prices) {
        this.manifest = manifest;
        this.replay = replay;
        this.database = database;
        this.inventory = inventory;
        this.prices = prices;
    }

    /** {@code GET {subscription}/providers/Microsoft.Advisor/recommendations}. */
    WireResponse list(WireRequest request, String self) {
        ResourceScope scope = ResourceScope.of(request.segment("scope"), manifest, inventory);
        String filter = request.parameter("$filter").orElse("");
        Set<String> categories = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Matcher matcher = CATEGORY.matcher(filter);
        while (matcher.find()) {
            categories.add(matcher.group(1));
        }
        if (!filter.isBlank() && categories.isEmpty()) {
            throw AzureErrors.refusal(400, "InvalidFilter", "The filter is not supported: " + filter);
        }
        List<ObjectNode> found = recommendations(scope).stream()
                .filter(item -> categories.isEmpty()
                        || categories.contains(item.at("/properties/category").asText()))
                .toList();
        return ArmPage.of(request, self, found, LARGEST_PAGE, "$skiptoken");
    }

    /** Returns what Advisor recommends for the resources of a scope. */
    List<ObjectNode> recommendations(ResourceScope scope) {
        Instant looked = replay.now().truncatedTo(ChronoUnit.DAYS);
        Set<String> measured = resources(looked, "TRUE", "TRUE");
        Set<String> busy =
                resources(looked, "MetricName IN ('CpuPercentage', 'cpu_percent')", "avg((Average > 90)::INT) > 0.05");
        List<ObjectNode> all = new ArrayList<>();
        for (Resource resource : inventory.all()) {
            if (!scope.contains(resource.id()) || !measured.contains(resource.key())) {
                continue;
            }
            boolean one = prices.size(resource.type())
                    .filter(size -> size.capacity() == 1)
                    .isPresent();
            if (one && resource.type().equals("microsoft.web/serverfarms")) {
                all.add(item(ONE_INSTANCE, resource, looked));
            }
            if (busy.contains(resource.key())) {
                all.add(item(BUSY, resource, looked));
            }
        }
        return all;
    }

    private Set<String> resources(Instant until, String where, String having) {
        Instant to = replay.recorded(until);
        String sql = "SELECT lower(ResourceId) FROM platform_metrics WHERE TimeStamp < " + Sql.timestamp(to)
                + " AND TimeStamp >= " + Sql.timestamp(to.minus(7, ChronoUnit.DAYS)) + " AND " + where
                + " GROUP BY 1 HAVING " + having;
        Set<String> ids = new TreeSet<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look at the platform metrics", e);
        }
        return ids;
    }

    private static ObjectNode item(Advice advice, Resource resource, Instant looked) {
        String name = UUID.nameUUIDFromBytes((advice.rule() + "\n" + resource.key()).getBytes(StandardCharsets.UTF_8))
                .toString();
        ObjectNode item = Json.object()
                .put("id", resource.id() + "/providers/Microsoft.Advisor/recommendations/" + name)
                .put("name", name)
                .put("type", "Microsoft.Advisor/recommendations");
        ObjectNode properties = item.putObject("properties")
                .put("category", advice.category())
                .put("impact", advice.impact())
                .put("impactedField", vendorCase(resource))
                .put("impactedValue", resource.name())
                .put("lastUpdated", looked.toString())
                .put(
                        "recommendationTypeId",
                        UUID.nameUUIDFromBytes(advice.rule().getBytes(StandardCharsets.UTF_8))
                                .toString());
        properties
                .putObject("shortDescription")
                .put("problem", advice.problem())
                .put("solution", advice.solution());
        properties.putObject("extendedProperties");
        properties.putObject("resourceMetadata").put("resourceId", resource.id());
        return item;
    }

    /** {@code Microsoft.Web/serverfarms}, as the resource's id has it. */
    private static String vendorCase(Resource resource) {
        String[] parts = resource.id().split("/", -1);
        return Arrays.stream(parts).skip(6).limit(2).collect(Collectors.joining("/"));
    }
}
