package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.Incident;
import io.throughline.correlation.rank.ChangeReference;
import io.throughline.correlation.rank.Mechanism;
import io.throughline.correlation.rank.RootCause;
import io.throughline.examples.dashboards.view.CauseRow;
import io.throughline.examples.dashboards.view.CauseRow.ChangeRow;
import io.throughline.examples.dashboards.view.CauseRow.CommitRow;
import io.throughline.examples.dashboards.view.CauseRow.MechanismRow;
import io.throughline.examples.dashboards.view.Marker;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Root causes with everything that they refer to. */
final class Causes {

    private final Names names;
    private final Markers markers;
    private final Map<String, Event> events;

    Causes(Names names, Markers markers, TelemetryWindow window) {
        this.names = names;
        this.markers = markers;
        this.events = window.events().stream().collect(Collectors.toMap(Event::id, Function.identity(), (a, b) -> a));
    }

    List<CauseRow> of(Incident incident) {
        return incident.rootCauses().stream().map(this::row).toList();
    }

    private CauseRow row(RootCause cause) {
        return new CauseRow(
                cause.rank(),
                Names.word(cause.kind()),
                names.of(cause.entity()),
                cause.title(),
                cause.score(),
                change(cause.change()),
                mechanism(cause.mechanism()),
                Findings.reasons(cause.reasons()),
                Findings.reasons(cause.against()));
    }

    private @Nullable ChangeRow change(@Nullable ChangeReference change) {
        if (change == null) {
            return null;
        }
        List<Marker> related = change.relatedEventIds().stream()
                .map(events::get)
                .filter(Objects::nonNull)
                .map(markers::of)
                .toList();
        return new ChangeRow(
                Names.word(change.type()),
                change.version(),
                change.revision(),
                change.at(),
                change.commits().stream()
                        .map(commit -> new CommitRow(commit.revision(), commit.message(), commit.files()))
                        .toList(),
                related,
                Markers.link(change.link()));
    }

    private @Nullable MechanismRow mechanism(@Nullable Mechanism mechanism) {
        return mechanism == null
                ? null
                : new MechanismRow(
                        names.of(mechanism.entity()),
                        mechanism.title(),
                        mechanism.queryHash(),
                        mechanism.queryText(),
                        Findings.reasons(mechanism.reasons()));
    }
}
