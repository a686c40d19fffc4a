package io.throughline.azure.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.azure.internal.JsonPart;
import io.throughline.core.http.CallInfo;
import io.throughline.core.http.MalformedResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an action group posts when an alert fires or is resolved: the common alert schema. Azure repeats a post that was
 * not answered in time, and the one of the end may come before the one of the beginning: {@link AlertLifecycle} puts them
 * together, and with what the service lists.
 *
 * @param alertId ARM id of the alert; of the rule where an activity log alert was only tested
 * @param rule name of the rule
 * @param ruleId ARM id of the rule, or null
 * @param severity {@code Sev0} (worst) to {@code Sev4}, or a word this version does not know
 * @param signalType {@code Metric}, {@code Log}, {@code Activity Log}, or null
 * @param condition {@code Fired} or {@code Resolved}
 * @param monitoringService what watches: {@code Platform}, {@code Log Alerts V2}, {@code SmartDetector}…, or null
 * @param targetIds ARM ids of what it is about
 * @param configurationItems names or ARM ids of what was affected
 * @param originAlertId the monitor's own id of the firing, or null
 * @param firedAt when it fired, UTC, also in the post that tells its end
 * @param resolvedAt when it was resolved, UTC, or null: not all monitors tell
 * @param description the rule's description, or null
 * @param context what the monitor saw
 * @param customProperties what the rule's authors added
 */
public record CommonAlert(
        String alertId,
        String rule,
        @Nullable String ruleId,
        String severity,
        @Nullable String signalType,
        String condition,
        @Nullable String monitoringService,
        List<String> targetIds,
        List<String> configurationItems,
        @Nullable String originAlertId,
        Instant firedAt,
        @Nullable Instant resolvedAt,
        @Nullable String description,
        AlertContext context,
        Map<String, String> customProperties) {

    /** The most bytes that Azure posts: {@value}. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "azureMonitorCommonAlertSchema";
    /** The subscription that the portal's 'test action group' writes into its samples. */
    private static final String TEST_SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111/";

    private static final String WORKSPACE = "/providers/microsoft.operationalinsights/workspaces/";

    public CommonAlert {
        Objects.requireNonNull(alertId, "alertId");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(condition, "condition");
        targetIds = List.copyOf(targetIds);
        configurationItems = List.copyOf(configurationItems);
        Objects.requireNonNull(firedAt, "firedAt");
        Objects.requireNonNull(context, "context");
        customProperties = Map.copyOf(customProperties);
    }

    /**
     * Reads a body; members that this version does not know are passed over.
     *
     * @throws MalformedResponseException if it is larger than {@value #MAX_BYTES} bytes, no JSON, of another schema, or
     *     lacks what every alert has; it names the place
     */
    public static CommonAlert parse(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw unreadable("", "at most " + MAX_BYTES + " bytes", null);
        }
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw unreadable("", "JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (root == null || !root.isObject()) {
            throw unreadable("", "a JSON object", null);
        }
        return read(JsonPart.whole(root, CommonAlert::unreadable));
    }

    /**
     * Reads a body from a stream, of which at most {@value #MAX_BYTES} bytes and one more are read; it is not closed.
     *
     * @throws MalformedResponseException as {@link #parse(byte[])}
     * @throws UncheckedIOException if the stream cannot be read
     */
    public static CommonAlert parse(InputStream body) {
        try {
            return parse(body.readNBytes(MAX_BYTES + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommonAlert read(JsonPart root) {
        String schema = root.text("schemaId", "");
        if (!schema.equalsIgnoreCase(SCHEMA)) {
            throw unreadable(
                    "/schemaId",
                    SCHEMA + ", was '" + schema + "'; switch on the common alert schema in the action group",
                    null);
        }
        JsonPart data = root.part("data");
        JsonPart essentials = data.part("essentials");
        String named = essentials.text("alertRuleID");
        return new CommonAlert(
                essentials.requiredText("alertId"),
                essentials.requiredText("alertRule"),
                named == null ? essentials.text("alertRuleId") : named,
                essentials.text("severity", "unknown"),
                essentials.text("signalType"),
                essentials.requiredText("monitorCondition"),
                essentials.text("monitoringService"),
                essentials.strings("alertTargetIDs"),
                essentials.strings("configurationItems"),
                essentials.text("originAlertId"),
                essentials.requiredInstant("firedDateTime"),
                essentials.instant("resolvedDateTime"),
                essentials.text("description"),
                AlertContextReader.read(data.part("alertContext")),
                data.texts("customProperties"));
    }

    /** Returns the last part of the id in lower case: the GUID by which the service lists the alert. */
    public String guid() {
        return alertId.substring(alertId.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** Tells whether it says that the condition no longer holds. */
    public boolean resolved() {
        return condition.equalsIgnoreCase("Resolved");
    }

    /** Returns whether its condition can be expected to end. */
    public AlertNature nature() {
        return AlertNature.of(monitoringService);
    }

    /** Tells whether it is one of the samples that the portal posts to test an action group. */
    public boolean test() {
        return alertId.startsWith(TEST_SUBSCRIPTION);
    }

    /**
     * Returns the ARM id of what it is about, or null if it names none: where a log search ran over a whole workspace, what
     * the search found if that is a resource.
     */
    public @Nullable String target() {
        String target = targetIds.isEmpty() ? null : targetIds.get(0);
        if (target == null || target.toLowerCase(Locale.ROOT).contains(WORKSPACE)) {
            return configurationItems.stream()
                    .filter(item -> item.startsWith("/subscriptions/"))
                    .findFirst()
                    .orElse(target);
        }
        return target;
    }

    /**
     * Returns when what it tells happened, UTC: when it fired, or was resolved. Where a monitor does not tell the latter it
     * is the end of the window it looked at, which the service's list will correct.
     */
    public Instant happenedAt() {
        if (!resolved()) {
            return firedAt;
        }
        if (resolvedAt != null) {
            return resolvedAt;
        }
        Instant end = context instanceof AlertContext.Criteria criteria ? criteria.windowEnd() : null;
        return end != null && end.isAfter(firedAt) ? end : firedAt;
    }

    private static MalformedResponseException unreadable(String pointer, String expected, @Nullable Throwable cause) {
        return new MalformedResponseException(
                new CallInfo("azure", "read the body of an alert's webhook", null, null, 1, Duration.ZERO),
                pointer,
                expected,
                "",
                cause);
    }
}
