package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query with all that goes with it. Immutable.
 *
 * <pre>{@code
 * LogsQuery query = LogsQuery.overWorkspace(workspace, "AppRequests | where AppRoleName == role | summarize Items = sum(ItemCount)", lastHour)
 *         .parameter("role", "checkout")
 *         .build();
 * }</pre>
 *
 * @param target the GUID of a workspace, or the ARM id of a resource, which begins with a slash
 * @param text the text as it was written
 * @param parameters values for names in the text
 * @param span what the service may look at, always sent; rows outside of it are not seen whatever the text says
 * @param moreWorkspaces further workspaces that the text's tables are read from as well, by GUID, name or ARM id
 * @param serverTimeout what the service may take; the client waits a little longer
 * @param statistics whether to ask what the query costs
 * @param visualization whether to ask how it wants to be drawn
 * @param permissions whether to ask what is left out because the credential may not read it
 */
public record LogsQuery(
        String target,
        String text,
        KqlParameters parameters,
        TimeWindow span,
        List<String> moreWorkspaces,
        Duration serverTimeout,
        boolean statistics,
        boolean visualization,
        boolean permissions) {

    /** Workspaces that one query may read, the target included. */
    public static final int MOST_WORKSPACES = 100;

    /** What the service takes unless told. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(3);

    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);
    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern ARM_ID = Pattern.compile("(/[^/?#\\s]+)+");
    private static final Pattern OTHER_WORKSPACE = Pattern.compile("[^\\p{Cntrl}\"]{1,400}");

    public LogsQuery {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(span, "span");
        moreWorkspaces = List.copyOf(new LinkedHashSet<>(moreWorkspaces));
        if (target.startsWith("/")
                ? !ARM_ID.matcher(target).matches()
                : !WORKSPACE.matcher(target).matches()) {
            throw new IllegalArgumentException(
                    "workspace must be the GUID of a Log Analytics workspace, or the ARM id of a resource, was '"
                            + target + "'");
        }
        for (String workspace : moreWorkspaces) {
            if (!OTHER_WORKSPACE.matcher(workspace).matches()) {
                throw new IllegalArgumentException(
                        "a further workspace must be a GUID, name or ARM id, was '" + workspace + "'");
            }
        }
        if (moreWorkspaces.size() >= MOST_WORKSPACES) {
            throw new IllegalArgumentException("a query may read " + MOST_WORKSPACES + " workspaces, not "
                    + (moreWorkspaces.size() + 1) + ": make several queries of it");
        }
        if (serverTimeout.toSeconds() < 1 || serverTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("serverTimeout must be in [1 s, 600 s], was " + serverTimeout);
        }
    }

    /** Returns a builder of a query over a workspace, by its GUID. */
    public static Builder overWorkspace(String workspace, String text, TimeWindow span) {
        return new Builder(workspace, text, span);
    }

    /** Returns a builder of a query over the logs of a resource, by its ARM id, in whichever workspaces they are. */
    public static Builder overResource(String armId, String text, TimeWindow span) {
        return new Builder(armId.endsWith("/") ? armId.substring(0, armId.length() - 1) : armId, text, span);
    }

    /** Tells whether it is over a resource, not a workspace. */
    public boolean overResource() {
        return target.startsWith("/");
    }

    /** Returns the workspaces or the resource that it reads, for people. */
    public List<String> touches() {
        List<String> all = new ArrayList<>(List.of(target));
        all.addAll(moreWorkspaces);
        return List.copyOf(all);
    }

    /** Returns the text that is sent: the values first, then the text. */
    public KqlQuery query() {
        return parameters.bind(text);
    }

    /** Returns the same with another text. */
    public LogsQuery withText(String other) {
        return new LogsQuery(
                target, other, parameters, span, moreWorkspaces, serverTimeout, statistics, visualization, permissions);
    }

    /** Collects what a query needs. Not thread-safe. */
    public static final class Builder {

        private final String target;
        private final String text;
        private final TimeWindow span;
        private final List<String> moreWorkspaces = new ArrayList<>();
        private KqlParameters parameters = KqlParameters.none();
        private Duration serverTimeout = DEFAULT_TIMEOUT;
        private boolean statistics;
        private boolean visualization;
        private boolean permissions;

        private Builder(String target, String text, TimeWindow span) {
            this.target = Objects.requireNonNull(target, "target");
            this.text = Objects.requireNonNull(text, "text");
            this.span = Objects.requireNonNull(span, "span");
        }

        /** Gives a name in the text a value, see {@link KqlParameters#with}. */
        public Builder parameter(String name, Object value) {
            parameters = parameters.with(name, value);
            return this;
        }

        /** Gives names in the text values, see {@link KqlParameters#with}. */
        public Builder parameters(Map<String, ?> values) {
            values.forEach(this::parameter);
            return this;
        }

        /** Reads the tables of further workspaces too, by GUID, name or ARM id. */
        public Builder moreWorkspaces(List<String> workspaces) {
            moreWorkspaces.addAll(workspaces);
            return this;
        }

        /** Sets what the service may take, up to ten minutes; three unless told. */
        public Builder serverTimeout(@Nullable Duration value) {
            serverTimeout = value == null ? DEFAULT_TIMEOUT : value;
            return this;
        }

        /** Asks what the query costs. */
        public Builder statistics() {
            statistics = true;
            return this;
        }

        /** Asks how the query wants to be drawn. */
        public Builder visualization() {
            visualization = true;
            return this;
        }

        /** Asks what is left out because the credential may not read it. */
        public Builder permissions() {
            permissions = true;
            return this;
        }

        /**
         * Returns the query.
         *
         * @throws IllegalArgumentException if the target, a workspace or the time-out is out of range
         */
        public LogsQuery build() {
            return new LogsQuery(
                    target,
                    text,
                    parameters,
                    span,
                    moreWorkspaces,
                    serverTimeout,
                    statistics,
                    visualization,
                    permissions);
        }
    }
}
