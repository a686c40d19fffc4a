package io.throughline.azure.activity;

import io.throughline.azure.activity.ActivityEntry.Caller;
import io.throughline.azure.internal.JsonPart;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads entries, of which older ones write some texts plainly and newer ones with their translation. */
final class EntryReader {

    private static final String CLAIM = "http://schemas.microsoft.com/identity/claims/";
    private static final Pattern ID = Pattern.compile("(.*)/events/[^/]+/ticks/(\\d+)", Pattern.CASE_INSENSITIVE);
    /** Ticks are ten millionths of a second since the first of January of the year 1. */
    private static final long TICKS_OF_EPOCH = 621_355_968_000_000_000L;

    private static final long TICKS_OF_SECOND = 10_000_000L;
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private EntryReader() {}

    static ActivityEntry entry(JsonPart item) {
        String id = item.requiredText("id");
        JsonPart operation = item.part("operationName");
        return new ActivityEntry(
                id,
                item.text("eventDataId"),
                at(item, id),
                item.instant("submissionTimestamp"),
                item.localizable("operationName"),
                operation.isObject() ? operation.text("localizedValue") : null,
                item.localizable("category"),
                item.localizable("status"),
                item.localizable("subStatus"),
                item.localizable("eventName"),
                item.text("level"),
                item.text("correlationId"),
                item.text("operationId"),
                resource(item, id),
                item.text("resourceGroupName"),
                item.localizable("resourceProviderName"),
                item.text("description"),
                caller(item),
                item.texts("properties"));
    }

    /** Where the time was not asked for, the id tells it. */
    private static Instant at(JsonPart item, String id) {
        Instant told = item.instant("eventTimestamp");
        if (told != null) {
            return told;
        }
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches() || matcher.group(2).length() > 18) {
            throw item.fault("an entry with eventTimestamp, or an id that ends with its time");
        }
        long ticks = Long.parseLong(matcher.group(2)) - TICKS_OF_EPOCH;
        return Instant.ofEpochSecond(
                Math.floorDiv(ticks, TICKS_OF_SECOND), Math.floorMod(ticks, TICKS_OF_SECOND) * 100);
    }

    private static @Nullable String resource(JsonPart item, String id) {
        String told = item.text("resourceId");
        if (told == null) {
            told = item.text("resourceUri");
        }
        if (told != null) {
            return told;
        }
        Matcher matcher = ID.matcher(id);
        String above = matcher.matches() ? matcher.group(1) : "";
        return above.isEmpty() ? item.part("authorization").text("scope") : above;
    }

    private static @Nullable Caller caller(JsonPart item) {
        String name = item.text("caller");
        JsonPart claims = item.part("claims");
        String application = claims.text("appid");
        if (name == null && application == null) {
            return null;
        }
        return new Caller(name, !application(name, claims, application), application);
    }

    /** Who cannot be told from a person is taken for one. */
    private static boolean application(@Nullable String name, JsonPart claims, @Nullable String applicationId) {
        String type = claims.text("idtyp", "");
        if (type.equalsIgnoreCase("app")) {
            return true;
        }
        boolean signedIn = claims.text(CLAIM + "scope") != null
                || claims.text("scp") != null
                || claims.text("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn") != null
                || type.equalsIgnoreCase("user");
        if (signedIn) {
            return false;
        }
        if (name == null || GUID.matcher(name).matches()) {
            return applicationId != null;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.contains("@") && (lower.startsWith("microsoft.") || lower.startsWith("azure "));
    }
}
