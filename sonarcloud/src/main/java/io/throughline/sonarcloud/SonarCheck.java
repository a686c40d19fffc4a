package io.throughline.sonarcloud;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Page;
import io.throughline.core.http.PermissionException;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.edition.SonarEdition;
import io.throughline.sonarcloud.gate.SonarGateStatus;
import io.throughline.sonarcloud.hotspot.SonarHotspot;
import io.throughline.sonarcloud.internal.SonarErrors;
import io.throughline.sonarcloud.issue.SonarIssue;
import io.throughline.sonarcloud.measure.SonarMetric;
import io.throughline.sonarcloud.project.SonarBranch;
import io.throughline.sonarcloud.project.SonarProject;
import io.throughline.sonarcloud.stream.SonarEntities;
import io.throughline.sonarcloud.stream.SonarStreams;
import io.throughline.sonarcloud.system.SonarMode;
import io.throughline.sonarcloud.system.SonarStatus;
import io.throughline.sonarcloud.system.SonarTokenStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tries out, one by one, what the streams need, with the least costly call for each. Creates nothing. */
final class SonarCheck {

    /** Most projects that are tried one by one. */
    private static final int MOST_PROJECTS = 20;

    private static final Duration WARN_BEFORE_EXPIRY = Duration.ofDays(14);
    private static final Duration TOLERATED_SKEW = Duration.ofMinutes(2);
    private static final String BROWSE = "grant the token's owner \"Browse\" on the project";

    private final SonarSettings settings;
    private final SonarClient client;
    private final ClientReads reads;
    private final CallLog calls;
    private final Clock clock;
    private final Probe probe;
    private final List<CheckResult> results = new ArrayList<>();

    SonarCheck(SonarSettings settings, SonarClient client, CallLog calls, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.reads = new ClientReads(client);
        this.calls = calls;
        this.clock = clock;
        this.probe = new Probe(clock);
    }

    List<CheckResult> run() {
        if (client.edition() == SonarEdition.SERVER) {
            attempt("server", this::server);
        }
        if (!attempt("authenticate", this::authenticate)) {
            return List.copyOf(results);
        }
        clockSkew();
        List<String> keys = new ArrayList<>(settings.projects());
        if (keys.isEmpty()) {
            attempt("list projects", () -> projects(keys));
        }
        attempt("rating mode", this::mode);
        attempt("metrics", this::metrics);
        keys.stream().limit(MOST_PROJECTS).forEach(this::project);
        int untried = keys.size() - MOST_PROJECTS;
        if (untried > 0) {
            results.add(new CheckResult(
                    SonarEntities.SYSTEM,
                    "read the other projects",
                    Outcome.WORKS_BUT_EMPTY,
                    untried + " more projects were not tried",
                    null));
        }
        attempt("webhooks", () -> webhooks(keys));
        return List.copyOf(results);
    }

    private CheckResult server() {
        SonarStatus status = client.system().getStatus();
        String what = "version " + status.version() + " is " + status.status();
        return status.isUp()
                ? Probe.works(what)
                : Probe.result(
                        Outcome.FAILED,
                        what,
                        "wait until it is up; look into the server's own page for a" + " pending database migration");
    }

    private CheckResult authenticate() {
        SonarTokenStatus token = client.system().validateToken();
        if (!token.valid()) {
            return Probe.result(Outcome.UNAUTHENTICATED, "the token is not accepted", SonarErrors.CREDENTIAL_REMEDY);
        }
        Instant end = token.expiresAt();
        boolean soon = end != null && end.isBefore(clock.instant().plus(WARN_BEFORE_EXPIRY));
        return Probe.result(
                Outcome.WORKS,
                "the token is accepted" + (end == null ? "" : ", until " + end),
                soon ? "make a new token before it expires" : null);
    }

    private void clockSkew() {
        calls.serverAhead().ifPresent(ahead -> {
            boolean far = ahead.abs().compareTo(TOLERATED_SKEW) > 0;
            results.add(new CheckResult(
                    SonarEntities.SYSTEM,
                    "clock",
                    Outcome.WORKS,
                    "the server's clock is " + ahead.abs().toSeconds() + " s "
                            + (ahead.isNegative() ? "behind" : "ahead of") + " this one",
                    far ? "synchronize this machine's clock, or the server's: recent analyses may be missed" : null));
        });
    }

    private CheckResult projects(List<String> keys) {
        Iterator<Page<SonarProject>> pages = client.projects().list().pages().iterator();
        Page<SonarProject> first = pages.hasNext() ? pages.next() : Page.of(List.of(), null);
        if (first.items().isEmpty()) {
            return Probe.empty(
                    "no project may be browsed",
                    "check the organization, or grant the token's owner \"Browse\" on its projects");
        }
        keys.add(first.items().get(0).key());
        long total = first.total().orElse(first.items().size());
        return Probe.works(total + " projects may be browsed; the first is tried")
                .withRows(total, null);
    }

    private CheckResult mode() {
        SonarMode mode = reads.mode();
        return Probe.works(
                switch (mode) {
                    case MQR -> "rates impacts on software qualities; issues of impact BLOCKER and HIGH are read";
                    case STANDARD_EXPERIENCE -> "rates severities; issues of severity BLOCKER and CRITICAL are read";
                });
    }

    /** A single metric that the server does not know would fail a whole call; so only known ones are asked for. */
    private CheckResult metrics() {
        Set<String> known = reads.metrics().stream().map(SonarMetric::key).collect(Collectors.toSet());
        List<String> wanted = SonarStreams.metrics();
        List<String> missing =
                wanted.stream().filter(key -> !known.contains(key)).toList();
        String detail = (wanted.size() - missing.size()) + " of " + wanted.size() + " metrics are known to the server";
        return missing.size() == wanted.size()
                ? Probe.empty(detail, "check that the address is that of a SonarQube")
                : Probe.works(detail + (missing.isEmpty() ? "" : "; not " + String.join(", ", missing)))
                        .withRows(wanted.size() - missing.size(), null);
    }

    private void project(String key) {
        // What follows says nothing on a project that cannot be seen: issues are answered with none.
        if (attempt("project " + key, () -> analyses(key))) {
            attempt("branches of " + key, () -> branches(key));
            attempt("measures of " + key, () -> measures(key));
            attempt("issues of " + key, () -> issues(key));
            attempt("hotspots of " + key, () -> hotspots(key));
        }
    }

    private CheckResult analyses(String key) {
        SonarProject project = client.projects().get(key);
        Page<SonarAnalysis> page =
                first(client.analyses().list(SonarSpan.of(key)).pages());
        long total = page.total().orElse(page.items().size());
        if (page.items().isEmpty()) {
            return Probe.empty("project " + project.key() + " was never analysed", "run an analysis of its main branch")
                    .withRows(0, null);
        }
        Instant latest = page.items().get(0).date();
        SonarGateStatus gate = client.gates().getStatus(key);
        return Probe.works(total + " analyses, the latest " + age(latest) + " ago, quality gate " + gate.status())
                .withRows(total, latest);
    }

    private String age(Instant latest) {
        Duration age = Duration.between(latest, clock.instant());
        return age.toDays() > 1 ? age.toDays() + " days" : Math.max(0, age.toHours()) + " hours";
    }

    private CheckResult branches(String key) {
        List<SonarBranch> branches = reads.branches(key);
        if (settings.branches().isEmpty()) {
            return Probe.works(branches.size() + " branches; the main one is read")
                    .withRows(branches.size(), null);
        }
        List<String> read = branches.stream()
                .filter(branch -> !branch.isMain() && settings.scope().reads(branch.name()))
                .map(SonarBranch::name)
                .sorted()
                .toList();
        return read.isEmpty()
                ? Probe.empty(
                        "of " + branches.size() + " branches none beside the main one fits "
                                + String.join(", ", settings.branches()),
                        "correct branches in the configuration, if one was meant to")
                : Probe.works("beside the main one are read: " + String.join(", ", read))
                        .withRows(branches.size(), null);
    }

    private CheckResult measures(String key) {
        int values = reads.measures(key, null, List.of("ncloc")).measures().size();
        return values == 0
                ? Probe.empty("nothing is measured", "run an analysis of its main branch")
                : Probe.works("measures can be read");
    }

    private CheckResult issues(String key) {
        Page<SonarIssue> page = first(reads.issuesByUpdate(key, null).pages());
        long total = page.total().orElse(page.items().size());
        return Probe.works(total + " of the gravest issues, in all states")
                .withRows(
                        total,
                        page.items().isEmpty() ? null : page.items().get(0).updateDate());
    }

    private CheckResult hotspots(String key) {
        Iterator<SonarHotspot> hotspots = reads.hotspots(key, null).iterator();
        return Probe.works(hotspots.hasNext() ? "hotspots can be read" : "there is none");
    }

    /** Nothing here needs them; they let a host be told of an analysis at once. */
    private CheckResult webhooks(List<String> keys) {
        try {
            int registered =
                    client.webhooks().list(keys.isEmpty() ? null : keys.get(0)).size();
            return Probe.works(registered + " webhooks are registered").withRows(registered, null);
        } catch (PermissionException e) {
            return Probe.empty(
                    "webhooks cannot be seen",
                    "only if analyses are to be told at once: grant \"Administer\" on the project; on Cloud webhooks"
                            + " need a paid plan");
        } catch (NotFoundException e) {
            return Probe.empty("webhooks cannot be seen", BROWSE);
        }
    }

    private static <T> Page<T> first(Iterable<Page<T>> pages) {
        Iterator<Page<T>> iterator = pages.iterator();
        return iterator.hasNext() ? iterator.next() : Page.of(List.of(), null);
    }

    private boolean attempt(String capability, Supplier<CheckResult> trial) {
        CheckResult result = probe.attempt(capability, trial);
        results.add(result);
        return result.works();
    }
}
