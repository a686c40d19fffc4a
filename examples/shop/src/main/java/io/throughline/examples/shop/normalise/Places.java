package io.throughline.examples.shop.normalise;

import io.throughline.examples.shop.system.ServiceKind;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the loopback ports of the recording the names that the shop's parts have in the fictional subscription. */
final class Places {
    static final String SUBSCRIPTION = "5f1c0a52-7d3e-4b8a-9c61-2e4d8b7a9f10";
    static final String GROUP = "rg-shop-prod";
    static final String REGION = "westeurope";
    static final String DATABASE = "psql-shop-prod";

    private static final Pattern LOCAL = Pattern.compile("(http://)?(?:127\\.0\\.0\\.1|localhost):(\\d{5})");
    private static final Map<String, String> HOSTS = Map.of(
            "19100", "o4507.ingest.sentry.io",
            "19201", "app-storefront-prod.azurewebsites.net",
            "19202", "app-orders-prod.azurewebsites.net",
            "19203", "app-inventory-prod.azurewebsites.net",
            "19212", DATABASE + ".postgres.database.azure.com",
            "19213", DATABASE + ".postgres.database.azure.com",
            "19214", "api.payments.example");

    private Places() {}

    /** The text with every loopback address replaced by a host name, and {@code http} by {@code https} before it. */
    static String rename(String text) {
        Matcher matcher = LOCAL.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String host = HOSTS.get(matcher.group(2));
            if (host == null) {
                throw new IllegalArgumentException("no name is known for " + matcher.group() + " in: " + text);
            }
            matcher.appendReplacement(out, (matcher.group(1) == null ? "" : "https://") + host);
        }
        return matcher.appendTail(out).toString();
    }

    /** {@code app-orders-prod} for {@code orders-api}. */
    static String app(ServiceKind kind) {
        return "app-" + kind.role().replace("-api", "") + "-prod";
    }

    static String appId(ServiceKind kind) {
        return resource("Microsoft.Web/sites/" + app(kind));
    }

    static String planId(ServiceKind kind) {
        return resource("Microsoft.Web/serverfarms/asp-" + kind.role().replace("-api", "") + "-prod");
    }

    static String databaseId() {
        return resource("Microsoft.DBforPostgreSQL/flexibleServers/" + DATABASE);
    }

    static String resource(String typeAndName) {
        return "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/" + GROUP + "/providers/" + typeAndName;
    }
}
