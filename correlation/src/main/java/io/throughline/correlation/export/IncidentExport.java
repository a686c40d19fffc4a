package io.throughline.correlation.export;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.timeline.DelayWaterfall;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One incident to hand on, in three forms that say the same. Equal exports give equal bytes. Titles and names come from
 * vendors and may hold anything; in no form do they become more than text, and links lead to {@code http} and {@code
 * https} addresses only.
 *
 * <pre>{@code
 * CorrelationReport report = throughline.correlate("checkout", Duration.ofHours(6));
 * for (Incident incident : report.incidents()) {
 *     Files.writeString(folder.resolve(incident.id() + ".md"), IncidentExport.of(report, incident).markdown());
 * }
 * }</pre>
 *
 * @param incident what is told
 * @param waterfall its delays
 * @param focus the time that was asked about
 * @param knownAt the instant as of which it is told, UTC, or null if with all that is known
 * @param completeness what is known about how much of the telemetry arrived
 */
public record IncidentExport(
        Incident incident,
        DelayWaterfall waterfall,
        TimeWindow focus,
        @Nullable Instant knownAt,
        Completeness completeness) {

    public IncidentExport {
        Objects.requireNonNull(incident, "incident");
        Objects.requireNonNull(waterfall, "waterfall");
        Objects.requireNonNull(focus, "focus");
        Objects.requireNonNull(completeness, "completeness");
    }

    /** Returns the export of an incident of a report; when its data became visible, a report does not tell. */
    public static IncidentExport of(CorrelationReport report, Incident incident) {
        return of(report, incident, DelayWaterfall.of(report, incident));
    }

    /** Returns the export of an incident of a report. */
    public static IncidentExport of(CorrelationReport report, Incident incident, DelayWaterfall waterfall) {
        return new IncidentExport(incident, waterfall, report.focus(), report.knownAt(), report.completeness());
    }

    /** Returns Markdown with tables, as GitHub, GitLab and most others read it. Ends with a line end. */
    public String markdown() {
        return MarkdownText.of(new IncidentStory(this).told());
    }

    /**
     * Returns canonical JSON: fixed order of fields, no blanks, numbers rounded to nine significant digits, instants in ISO
     * 8601 UTC.
     */
    public String json() {
        return ExportJson.of(this);
    }

    /**
     * Returns a document in Atlassian's format, as Jira Cloud takes it for descriptions and comments: JSON, version 1, with
     * headings, paragraphs, lists, tables and links.
     */
    public String atlassianDocument() {
        return AdfText.of(new IncidentStory(this).told());
    }
}
