package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.activity.ActivityEntry.Caller;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.Glob;
import io.throughline.azure.stream.ArmFixtures.FakeActivity;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesStreamTest {

    private static final TimeWindow DAY =
            new TimeWindow(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-22T12:00:00Z"));
    private static final Pseudonyms PSEUDONYMS = Pseudonyms.keyed(new byte[16]);

    private final AzureResource site = ArmFixtures.resource("Microsoft.Web/sites", "App-Orders", "westeurope");
    private final AzureResource plan = ArmFixtures.resource("Microsoft.Web/serverfarms", "plan-1", "westeurope");
    private final FakeActivity activity = new FakeActivity();
    private final ChangesStream stream = stream(AzureScope.of(List.of(ArmFixtures.SUBSCRIPTION)), PSEUDONYMS);

    @Test
    void makeOneOfAllEntriesOfAnOperation() {
        String restart = "Microsoft.Web/sites/restart/Action";
        log("c-1", restart, "Started", "2026-11-22T10:00:00Z", site.id());
        log("c-1", restart, "Accepted", "2026-11-22T10:00:05Z", site.id());
        log("c-1", restart.toLowerCase(java.util.Locale.ROOT), "Succeeded", "2026-11-22T10:01:30Z", upper(site.id()));
        log("c-2", restart, "Started", "2026-11-22T11:59:00Z", site.id());

        Change change = only(read(null));

        assertThat(change.type()).isEqualTo(Change.Type.DEPLOYMENT);
        assertThat(change.outcome()).isEqualTo("Succeeded");
        assertThat(change.entity().key()).isEqualTo(site.key());
        assertThat(change.header().environment()).isEqualTo("live");
        assertThat(change.start()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(change.end()).isEqualTo(Instant.parse("2026-11-22T10:01:30Z"));
    }

    @Test
    void keepWhatFailedWithItsOutcome() {
        log("c-1", "Microsoft.Web/sites/config/write", "Started", "2026-11-22T10:00:00Z", site.id() + "/config/web");
        log("c-1", "Microsoft.Web/sites/config/write", "Failed", "2026-11-22T10:00:09Z", site.id() + "/config/web");

        Change change = only(read(null));

        assertThat(change.outcome()).isEqualTo("Failed");
        assertThat(change.type()).isEqualTo(Change.Type.CONFIGURATION);
        // A part of a resource belongs to it.
        assertThat(change.entity().key()).isEqualTo(site.key());
        assertThat(change.header().attributes().text("cloud.resource_id").orElseThrow())
                .endsWith("/config/web");
    }

    @Test
    void tellTheSizeOfWhatWasScaled() {
        activity.log.add(ArmFixtures.entry(
                "c-1",
                "Microsoft.Web/serverfarms/write",
                "Succeeded",
                "2026-11-22T10:00:00Z",
                plan.id(),
                Map.of("responseBody", "{\"sku\":{\"name\":\"P1v3\",\"capacity\":3}}", "statusCode", "OK")));

        Change change = only(read(null));

        assertThat(change.type()).isEqualTo(Change.Type.SCALING);
        assertThat(change.title()).isEqualTo("Microsoft.Web/serverfarms/write: plan-1 (P1v3 × 3)");
        assertThat(change.header().attributes().value("throughline.azure.instances"))
                .contains(3L);
    }

    @Test
    void doNotCallItScalingWhereNoSizeIsTold() {
        activity.log.add(ArmFixtures.entry(
                "c-1",
                "Microsoft.Web/serverfarms/write",
                "Succeeded",
                "2026-11-22T10:00:00Z",
                plan.id(),
                Map.of("responseBody", "{\"sku\":{\"name\":\"P1v3\",\"cap")));

        assertThat(only(read(null)).type()).isEqualTo(Change.Type.CONFIGURATION);
    }

    @Test
    void happenToWhatAnAutoscaleSettingScales() {
        activity.log.add(ArmFixtures.entry(
                "c-1",
                "Microsoft.Insights/AutoscaleSettings/Scaleup/Action",
                "Succeeded",
                "2026-11-22T10:00:00Z",
                "/subscriptions/" + ArmFixtures.SUBSCRIPTION
                        + "/resourceGroups/rg-shop/providers/microsoft.insights/autoscalesettings/auto",
                "Autoscale",
                null,
                Map.of("ResourceName", plan.id(), "OldInstancesCount", "2", "NewInstancesCount", "4")));

        Change change = only(read(null));

        assertThat(change.entity().key()).isEqualTo(plan.key());
        assertThat(change.type()).isEqualTo(Change.Type.SCALING);
        assertThat(change.header().attributes().text("throughline.azure.instances.after"))
                .contains("4");
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft.Resources/deployments/write,DEPLOYMENT",
        "Microsoft.Web/sites/deployments/write,DEPLOYMENT",
        "Microsoft.Web/sites/slots/publish/Action,DEPLOYMENT",
        "Microsoft.Web/sites/slotsswap/Action,DEPLOYMENT",
        "Microsoft.App/containerApps/write,DEPLOYMENT",
        "Microsoft.Compute/virtualMachineScaleSets/write,SCALING",
        "Microsoft.ContainerService/managedClusters/agentPools/write,SCALING",
        "Microsoft.Web/sites/stop/Action,CONFIGURATION",
        "Microsoft.Sql/servers/firewallRules/delete,CONFIGURATION",
        "Microsoft.Storage/storageAccounts/regenerateKey/action,CONFIGURATION",
        "Microsoft.Storage/storageAccounts/listKeys/action,",
        "Microsoft.Web/sites/config/list/action,",
        "Microsoft.Web/sites/read,",
        "Microsoft.Resources/deployments/validate/action,",
        "Microsoft.Network/virtualNetworks/subnets/join/action,"
    })
    void areToldApartByTheirOperation(String operation, Change.@Nullable Type type) {
        log("c-1", operation, "Succeeded", "2026-11-22T10:00:00Z", site.id());

        List<Change> changes = read(null);

        assertThat(changes)
                .hasSize(type == null ? 0 : 1)
                .allSatisfy(change -> assertThat(change.type()).isEqualTo(type));
    }

    @Test
    void areNotWhatAzureSaysOfItsHealth() {
        for (String category : List.of("ServiceHealth", "ResourceHealth", "Alert", "Recommendation", "Policy")) {
            activity.log.add(ArmFixtures.entry(
                    "c-" + category,
                    "Microsoft.Resourcehealth/healthevent/Activated/action",
                    "Succeeded",
                    "2026-11-22T10:00:00Z",
                    site.id(),
                    category,
                    null,
                    Map.of()));
        }

        assertThat(read(null)).isEmpty();
    }

    @Test
    void areTwoWhereOneRequestChangesTwoResources() {
        log("c-1", "Microsoft.Web/sites/write", "Succeeded", "2026-11-22T10:00:00Z", site.id());
        log("c-1", "Microsoft.Web/sites/write", "Succeeded", "2026-11-22T10:00:00Z", site.id() + "-2");

        assertThat(read(null)).hasSize(2);
    }

    @Test
    void ofADeploymentHappenToItsGroup() {
        String group = "/subscriptions/" + ArmFixtures.SUBSCRIPTION + "/resourceGroups/rg-shop";
        log(
                "c-1",
                "Microsoft.Resources/deployments/write",
                "Succeeded",
                "2026-11-22T10:00:00Z",
                group + "/providers/Microsoft.Resources/deployments/release-7");

        Change change = only(read(null));

        assertThat(change.entity().key()).isEqualTo(group.toLowerCase(java.util.Locale.ROOT));
        assertThat(change.title()).endsWith(": release-7");
    }

    @Test
    void areLeftOutBeyondTheScope() {
        log(
                "c-1",
                "Microsoft.Web/sites/write",
                "Succeeded",
                "2026-11-22T10:00:00Z",
                "/subscriptions/" + ArmFixtures.SUBSCRIPTION + "/resourceGroups/other/providers/microsoft.web/sites/b");
        AzureScope narrow = new AzureScope(
                List.of(ArmFixtures.SUBSCRIPTION),
                List.of(new Glob("rg-*")),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>());
        TelemetryBatch batch = new TelemetryBatch();

        stream(narrow, PSEUDONYMS).read(null, DAY, batch);
        assertThat(batch.events()).isEmpty();
        assertThat(read(null)).hasSize(1);
    }

    @Nested
    class WhoDidIt {

        @Test
        void isAHashIfItIsAPerson() {
            by(new Caller("Someone@shop.example", true, "app-of-the-portal"));

            Change change = only(read(null));

            assertThat(change.header().attributes().text("throughline.azure.caller"))
                    .contains(PSEUDONYMS.of("someone@shop.example"));
            assertThat(change.header().attributes().text("throughline.azure.caller.application"))
                    .contains("app-of-the-portal");
            assertThat(change.toString()).doesNotContainIgnoringCase("someone@");
        }

        @Test
        void isLeftOutWithoutAKey() {
            by(new Caller("someone@shop.example", true, null));
            TelemetryBatch batch = new TelemetryBatch();

            stream(AzureScope.of(List.of(ArmFixtures.SUBSCRIPTION)), null).read(null, DAY, batch);

            assertThat(batch.events().toString()).contains("caller.kind=person").doesNotContain("someone@");
        }

        @Test
        void isNamedIfItIsAnApplication() {
            by(new Caller("0aa1c2d3-0000-4000-8000-0000000000ff", false, "pipeline-app"));

            assertThat(only(read(null)).header().attributes().text("throughline.azure.caller.application"))
                    .contains("pipeline-app");
        }

        private void by(Caller caller) {
            activity.log.add(ArmFixtures.entry(
                    "c-1",
                    "Microsoft.Web/sites/write",
                    "Succeeded",
                    "2026-11-22T10:00:00Z",
                    site.id(),
                    "Administrative",
                    caller,
                    Map.of()));
        }
    }

    @Nested
    class ReadAgain {

        private final String write = "Microsoft.DBforPostgreSQL/flexibleServers/write";

        @Test
        void begunLongBeforeTheyEndedKeepTheirBeginning() {
            log("c-1", write, "Started", "2026-11-22T10:00:00Z", site.id());
            String cursor =
                    stream.read(null, until("10:10"), new TelemetryBatch()).cursor();
            cursor = stream.read(cursor, until("11:30"), new TelemetryBatch()).cursor();
            log("c-1", write, "Succeeded", "2026-11-22T11:45:00Z", site.id());

            // Its end is read twice, its beginning never again.
            for (String to : List.of("11:50", "12:00", "12:10")) {
                TelemetryBatch batch = new TelemetryBatch();
                cursor = stream.read(cursor, until(to), batch).cursor();
                assertThat(batch.events()).singleElement().satisfies(event -> {
                    assertThat(event.start()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
                    assertThat(event.end()).isEqualTo(Instant.parse("2026-11-22T11:45:00Z"));
                });
            }
            // Then it is forgotten.
            assertThat(stream.read(cursor, until("14:00"), new TelemetryBatch()).cursor())
                    .isEqualTo("2026-11-22T14:00:00Z");
        }

        @Test
        void thatArrivedLateAreFound() {
            String cursor =
                    stream.read(null, until("10:00"), new TelemetryBatch()).cursor();
            log("c-1", write, "Succeeded", "2026-11-22T09:45:00Z", site.id());
            TelemetryBatch batch = new TelemetryBatch();

            stream.read(cursor, until("10:05"), batch);

            assertThat(batch.events()).hasSize(1);
        }

        @Test
        void thatNeverEndAreGivenUpAfterADay() {
            log("c-1", write, "Accepted", "2026-11-22T10:00:00Z", site.id());
            String cursor =
                    stream.read(null, until("11:00"), new TelemetryBatch()).cursor();
            assertThat(cursor).contains("=2026-11-22T10:00:00Z");

            cursor = stream.read(cursor, until("23:00"), new TelemetryBatch()).cursor();
            assertThat(cursor).contains("=2026-11-22T10:00:00Z");
            TimeWindow nextDay =
                    new TimeWindow(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-23T10:01:00Z"));
            assertThat(stream.read(cursor, nextDay, new TelemetryBatch()).cursor())
                    .isEqualTo("2026-11-23T10:01:00Z");
        }

        @Test
        void nothingIsAskedOfAHorizonThatWasReadLongAgo() {
            String cursor =
                    stream.read(null, until("12:00"), new TelemetryBatch()).cursor();
            activity.asked.clear();

            Revisions revisions = stream.read(cursor, until("10:00"), new TelemetryBatch());

            assertThat(activity.asked).isEmpty();
            assertThat(revisions.cursor()).isEqualTo(cursor);
            assertThat(revisions.more()).isFalse();
        }

        private TimeWindow until(String time) {
            return new TimeWindow(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-22T" + time + ":00Z"));
        }
    }

    @Test
    void areReadWeekByWeekAsFarAsAzureKeepsThemInAsManyCallsAsPlanned() {
        for (int days : new int[] {1, 7, 8, 30, 200}) {
            activity.asked.clear();
            TimeWindow horizon = TimeWindow.endingAt(Instant.parse("2026-11-22T12:00:00Z"), Duration.ofDays(days));
            StreamPlan planned = stream.plan(horizon, Duration.ofMinutes(5)).orElseThrow();
            Revisions revisions = stream.read(null, horizon, new TelemetryBatch());
            boolean told = revisions.completeness().notes().toString().contains("90 days");
            while (revisions.more()) {
                revisions = stream.read(revisions.cursor(), horizon, new TelemetryBatch());
            }

            assertThat(activity.asked).as(days + " days").hasSize((int) planned.firstCalls());
            assertThat(activity.asked.get(activity.asked.size() - 1).window().to())
                    .isEqualTo(horizon.to());
            assertThat(activity.asked.get(0).window().from())
                    .isAfterOrEqualTo(horizon.to().minus(Duration.ofDays(90)));
            assertThat(told).isEqualTo(days > 90);
            assertThat(planned.notes().toString().contains("90 days")).isEqualTo(days > 90);
        }
    }

    private void log(String correlation, String operation, String status, String at, String resource) {
        activity.log.add(ArmFixtures.entry(correlation, operation, status, at, resource, Map.of()));
    }

    private List<Change> read(@Nullable String cursor) {
        TelemetryBatch batch = new TelemetryBatch();
        stream.read(cursor, DAY, batch);
        return batch.events().stream()
                .sorted(Event.ORDER)
                .map(Change.class::cast)
                .toList();
    }

    private static Change only(List<Change> changes) {
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    private static String upper(String id) {
        return id.replace("resourceGroups", "RESOURCEGROUPS");
    }

    private ChangesStream stream(AzureScope scope, @Nullable Pseudonyms pseudonyms) {
        return new ChangesStream(
                activity,
                scope,
                () -> new InventoryIndex(List.of(site, plan)),
                new ChangeEvents(AzureEndpoints.PUBLIC, pseudonyms));
    }
}
