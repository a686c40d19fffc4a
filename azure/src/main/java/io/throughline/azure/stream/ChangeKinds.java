package io.throughline.azure.stream;

import io.throughline.core.telemetry.event.Change;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which operations of the activity log change something, and what. */
final class ChangeKinds {

    /** Actions whose last word begins like this only look, or act on people's tools, not on what runs. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?:list|get|check|validate|query|search|read|export|download|preview|whatif|calculate|test|ping|generate|"
                    + "register|unregister|resolve|show|view|describe|evaluate|audit|login|connect|subscribe|discover|"
                    + "retrieve|fetch|estimate|count|poll|join|assign|changestate)(?:[a-z0-9]*)");

    private static final List<Pattern> DEPLOYMENTS = List.of(
            Pattern.compile("microsoft\\.resources/deployments/write"),
            Pattern.compile("microsoft\\.resources/deploymentstacks/write"),
            Pattern.compile("microsoft\\.web/sites/(?:slots/)?(?:deployments|extensions|sourcecontrols)/.*write"),
            Pattern.compile(
                    "microsoft\\.web/sites/(?:slots/)?(?:publish|slotsswap|applyslotconfig|restart|sync)/action"),
            Pattern.compile("microsoft\\.web/sites/(?:slots/)?functions/write"),
            Pattern.compile("microsoft\\.app/(?:containerapps|jobs)/write"),
            Pattern.compile("microsoft\\.app/containerapps/revisions/(?:restart|activate)/action"),
            Pattern.compile("microsoft\\.containerinstance/containergroups/(?:write|(?:restart|start)/action)"));

    private static final List<Pattern> SCALINGS = List.of(
            Pattern.compile("microsoft\\.insights/autoscalesettings/.*"),
            Pattern.compile("microsoft\\.compute/virtualmachinescalesets/(?:write|.*scale.*|delete/action)"),
            Pattern.compile("microsoft\\.containerservice/managedclusters/agentpools/(?:write|delete)"));

    /** Types whose size is part of them: a write that tells a size scales. */
    private static final List<Pattern> SIZED = List.of(
            Pattern.compile("microsoft\\.web/serverfarms/write"),
            Pattern.compile("microsoft\\.dbfor[a-z]+/flexibleservers/write"),
            Pattern.compile("microsoft\\.sql/(?:servers/(?:databases|elasticpools)|managedinstances)/write"),
            Pattern.compile("microsoft\\.cache/redis/write"));

    private ChangeKinds() {}

    /** Returns what an operation changes, or empty if nothing. */
    static Optional<Change.Type> of(String operation, boolean tellsSize) {
        String lower = operation.toLowerCase(Locale.ROOT);
        if (!changes(lower)) {
            return Optional.empty();
        }
        if (any(DEPLOYMENTS, lower)) {
            return Optional.of(Change.Type.DEPLOYMENT);
        }
        return Optional.of(
                any(SCALINGS, lower) || (tellsSize && any(SIZED, lower))
                        ? Change.Type.SCALING
                        : Change.Type.CONFIGURATION);
    }

    private static boolean changes(String operation) {
        if (operation.endsWith("/write") || operation.endsWith("/delete")) {
            return true;
        }
        if (!operation.endsWith("/action")) {
            return false;
        }
        String action = operation.substring(0, operation.length() - "/action".length());
        String verb = action.substring(action.lastIndexOf('/') + 1);
        return !HARMLESS.matcher(verb).matches();
    }

    private static boolean any(List<Pattern> patterns, String operation) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(operation).matches());
    }
}
