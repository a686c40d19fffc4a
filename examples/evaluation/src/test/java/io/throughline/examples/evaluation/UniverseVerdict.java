package io.throughline.examples.evaluation;

import io.throughline.correlation.Incident;
import io.throughline.correlation.rank.CauseKind;
import io.throughline.correlation.rank.RootCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the engine said about one recording, held against what really happened.
 *
 * @param recording its id
 * @param fault whether something really went wrong
 * @param incidents how many were reported
 * @param found how many of them overlap the fault; 0 without a fault
 * @param causeRight whether the first cause of the earliest of these lies where the fault does, and is a change if and only if the fault is
 * @param onsetError from the true onset to the start of that incident, negative when it is early; zero when nothing was found
 * @param firstCause its title, empty when nothing was found
 */
record UniverseVerdict(
        String recording,
        boolean fault,
        int incidents,
        int found,
        boolean causeRight,
        Duration onsetError,
        String firstCause) {

    private static final Duration BUCKET = Duration.ofMinutes(1);
    /** An incident may start this much before the fault, because telemetry is read in steps. */
    private static final Duration EARLY = BUCKET.multipliedBy(2);

    static UniverseVerdict of(String recording, RecordedRun run) {
        Truth truth = Truth.of(recording, run.shift());
        List<Incident> incidents = run.report().incidents();
        if (!truth.json().required("fault").asBoolean()) {
            return new UniverseVerdict(recording, false, incidents.size(), 0, false, Duration.ZERO, "");
        }
        Instant onset = truth.instant("onset");
        Instant over = truth.json().has("recovery") ? truth.instant("recovery") : Instant.MAX;
        List<Incident> found = new ArrayList<>();
        for (Incident incident : incidents) {
            if (!incident.start().isBefore(onset.minus(EARLY))
                    && incident.start().isBefore(over)) {
                found.add(incident);
            }
        }
        if (found.isEmpty()) {
            return new UniverseVerdict(recording, true, incidents.size(), 0, false, Duration.ZERO, "");
        }
        Incident first = found.stream()
                .reduce((a, b) -> b.start().isBefore(a.start()) ? b : a)
                .orElseThrow();
        RootCause cause = first.rootCauses().get(0);
        return new UniverseVerdict(
                recording,
                true,
                incidents.size(),
                found.size(),
                right(cause, truth),
                Duration.between(onset, first.start()),
                cause.title());
    }

    private static boolean right(RootCause cause, Truth truth) {
        boolean released = !truth.json().required("release").isNull();
        if (released != (cause.kind() == CauseKind.CHANGE) || cause.kind() == CauseKind.UNKNOWN) {
            return false;
        }
        if (released) {
            return cause.title().contains(truth.text("rootCauseRole"))
                    && cause.title().contains(truth.text("version"));
        }
        String role = truth.text("rootCauseRole");
        String part = role.equals("database") ? "psql" : role.replace("-api", "");
        return cause.entity().key().contains(part);
    }

    /** Incidents that no fault explains. */
    int falseIncidents() {
        return incidents - found;
    }

    boolean onsetWithinTwoBuckets() {
        return found > 0 && onsetError.abs().compareTo(BUCKET.multipliedBy(2)) <= 0;
    }

    /** One row of a table in Markdown. */
    String row() {
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %d | %s | %s | %s |",
                recording,
                fault ? (found > 0 ? "found" : "**missed**") : "silent: " + (incidents == 0 ? "yes" : "**no**"),
                falseIncidents(),
                found > 0 ? (causeRight ? "right" : "**wrong**") : "",
                found > 0 ? String.format(Locale.ROOT, "%+d s", onsetError.toSeconds()) : "",
                firstCause);
    }
}
