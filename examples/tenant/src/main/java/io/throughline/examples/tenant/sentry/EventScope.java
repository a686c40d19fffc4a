package io.throughline.examples.tenant.sentry;

import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordedService;
import io.throughline.examples.tenant.wire.WireRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which events a request means: window, projects, environments.
 *
 * @param from inclusive
 * @param to exclusive
 * @param projects slugs
 * @param environments empty for all
 */
record EventScope(Instant from, Instant to, Set<String> projects, Set<String> environments) {

    private static final Duration DEFAULT = Duration.ofDays(90);
    private static final Pattern PERIOD = Pattern.compile("(\\d+)([smhdw]?)");

    EventScope {
        projects = Set.copyOf(projects);
        environments = Set.copyOf(environments);
    }

    static EventScope of(WireRequest request, Manifest manifest, Instant now) {
        Set<String> environments = new HashSet<>(request.parameters("environment"));
        Set<String> projects = projects(request.parameters("project"), manifest);
        Optional<String> period = request.parameter("statsPeriod");
        if (period.isPresent()) {
            Duration length = period(period.get())
                    .orElseThrow(() -> SentryErrors.refusal(400, "Invalid statsPeriod: '" + period.get() + "'"));
            return new EventScope(now.minus(length), now, projects, environments);
        }
        Optional<Instant> start = time(request, "start");
        Optional<Instant> end = time(request, "end");
        if (start.isPresent() != end.isPresent()) {
            throw SentryErrors.refusal(400, "start and end are both required");
        }
        Instant to = end.orElse(now);
        Instant from = start.orElse(to.minus(DEFAULT));
        if (!from.isBefore(to)) {
            throw SentryErrors.refusal(400, "start must be before end");
        }
        return new EventScope(from, to, projects, environments);
    }

    private static Set<String> projects(List<String> asked, Manifest manifest) {
        Set<String> slugs = new HashSet<>();
        if (asked.isEmpty() || asked.contains("-1")) {
            manifest.services().forEach(service -> slugs.add(service.sentryProject()));
            return slugs;
        }
        for (String name : asked) {
            RecordedService found = manifest.services().stream()
                    .filter(service -> service.sentryProject().equals(name)
                            || String.valueOf(service.sentryProjectId()).equals(name))
                    .findFirst()
                    .orElseThrow(() -> SentryErrors.refusal(403, "You do not have permission to perform this action."));
            slugs.add(found.sentryProject());
        }
        return slugs;
    }

    static Optional<Duration> period(String text) {
        Matcher matcher = PERIOD.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "", "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    case "d" -> Duration.ofDays(amount);
                    default -> Duration.ofDays(7 * amount);
                });
    }

    private static Optional<Instant> time(WireRequest request, String name) {
        Optional<String> text = request.parameter(name).filter(value -> !value.isBlank());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String value = text.get();
        boolean offset = value.endsWith("Z") || value.lastIndexOf('+') > 10 || value.lastIndexOf('-') > 10;
        try {
            return Optional.of(
                    OffsetDateTime.parse(offset ? value : value + "Z").toInstant());
        } catch (DateTimeException e) {
            throw SentryErrors.refusal(400, "date range is invalid: '" + value + "' is not a valid ISO8601 date");
        }
    }

    /** Tells whether an event belongs to the projects and environments, whenever it happened. */
    boolean concerns(RecordedEvent event) {
        return projects.contains(event.project())
                && (environments.isEmpty() || environments.contains(event.environment()));
    }

    boolean includes(RecordedEvent event) {
        return concerns(event) && !event.at().isBefore(from) && event.at().isBefore(to);
    }
}
