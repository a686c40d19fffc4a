package io.throughline.correlation.signature;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.signature.Finding.State;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Signs in what was measured. */
final class LevelSigns {

    /** What fills up may do so a little before users notice. */
    private static final Duration BEFORE = Duration.ofMinutes(10);

    private static final double HALF = 0.5;
    private static final Duration CLIMB = Duration.ofHours(6);
    private static final int QUARTERS = 4;
    /** Points that each quarter of a climb must have for its mean to say anything. */
    private static final int POINTS = 8;
    /** By how much of its last quarter's level a climb must have risen. */
    private static final double RISEN = 0.15;

    private final Circumstances circumstances;
    private final TimeWindow about;

    LevelSigns(Circumstances circumstances) {
        this.circumstances = circumstances;
        this.about = new TimeWindow(
                circumstances.during().from().minus(BEFORE),
                circumstances.during().to());
    }

    Finding level(Sign.Level sign, EntityId subject) {
        List<NumberSeries> all = series(sign.metrics(), sign.dimension(), sign.place(), subject);
        Finding best = SignReader.unseen(sign, notCollected(sign.metrics()));
        for (NumberSeries series : all) {
            double[] values = series.slice(about).values();
            if (values.length > 0) {
                Finding found = compared(sign, series, values);
                if (found.state() == State.PRESENT) {
                    return found;
                }
                best = found;
            }
        }
        return best;
    }

    private Finding compared(Sign.Level sign, NumberSeries series, double[] values) {
        double least = Arrays.stream(values).min().orElseThrow();
        double most = Arrays.stream(values).max().orElseThrow();
        double told = sign.test() == Sign.Test.FALLS_TO_SHARE ? least : most;
        boolean present = switch (sign.test()) {
            case REACHES -> most >= sign.limit();
            case STAYS_BELOW -> most < sign.limit();
            case FALLS_TO_SHARE ->
                least <= sign.limit() * Arrays.stream(series.values()).max().orElseThrow();
        };
        if (!present) {
            return SignReader.absent(sign);
        }
        boolean share = series.key().unit().equals(Unit.ONE);
        String text = sign.text() + ": " + series.key().metric() + " of "
                + name(series.key().entity())
                + (told == least ? " down to " : " at most ")
                + (share ? Figures.percent(told) : Figures.rounded(told, 3));
        return new Finding(
                sign,
                State.PRESENT,
                Reason.of("level", text).with("value", told).with("limit", sign.limit()));
    }

    Finding move(Sign.Move sign, EntityId subject) {
        SortedSet<EntityId> nodes = circumstances.nodes(sign.place(), subject);
        Optional<Episode> moved = circumstances.episodes().stream()
                .filter(episode -> sign.metrics().contains(episode.series().metric())
                        && episode.direction() == sign.direction()
                        && circumstances.isAt(episode.entity(), nodes)
                        && overlaps(episode))
                .min(Comparator.comparingDouble(
                                (Episode episode) -> episode.effect().qValue())
                        .thenComparing(Episode::id));
        if (moved.isPresent()) {
            return moved(sign, moved.get());
        }
        boolean collected = circumstances.window().series().stream()
                .anyMatch(series -> sign.metrics().contains(series.key().metric())
                        && circumstances.isAt(series.key().entity(), nodes));
        return collected ? SignReader.absent(sign) : SignReader.unseen(sign, notCollected(sign.metrics()));
    }

    private Finding moved(Sign sign, Episode episode) {
        return new Finding(
                sign,
                State.PRESENT,
                Reason.of("moved", sign.text() + ": " + name(episode.entity()) + ", " + EpisodeText.summary(episode))
                        .with("q", episode.effect().qValue())
                        .from(episode.id()));
    }

    Finding calls(Sign.Calls sign, EntityId subject) {
        boolean collected = circumstances.window().series().stream().anyMatch(series -> leadsTo(series.key(), subject));
        return circumstances.episodes().stream()
                .filter(episode -> leadsTo(episode.series(), subject) && overlaps(episode) && fails(episode))
                .min(Comparator.comparingDouble(
                                (Episode episode) -> episode.effect().qValue())
                        .thenComparing(Episode::id))
                .map(episode -> moved(sign, episode))
                .orElseGet(() -> collected
                        ? SignReader.absent(sign)
                        : SignReader.unseen(sign, "calls to " + name(subject) + " are not told of"));
    }

    private boolean leadsTo(SeriesKey series, EntityId subject) {
        return Symptoms.target(series)
                .map(circumstances.topology()::nodeOf)
                .filter(subject::equals)
                .isPresent();
    }

    private static boolean fails(Episode episode) {
        return switch (episode.series().metric()) {
            case Metrics.DEPENDENCY_FAILURES -> episode.direction() == Direction.UP;
            case Metrics.DEPENDENCY_COUNT ->
                episode.direction() == Direction.DOWN && episode.effect().ratio() <= HALF;
            default -> false;
        };
    }

    private boolean overlaps(Episode episode) {
        return episode.onset().isBefore(about.to())
                && (episode.end() == null || episode.end().isAfter(about.from()));
    }

    Finding climb(Sign.Climb sign, EntityId subject) {
        TimeWindow before = new TimeWindow(about.to().minus(CLIMB), about.to());
        boolean seen = false;
        for (NumberSeries series : series(sign.metrics(), null, sign.place(), subject)) {
            double[] values = series.slice(before).values();
            int quarter = values.length / QUARTERS;
            if (quarter < POINTS) {
                continue;
            }
            seen = true;
            double[] means = new double[QUARTERS];
            for (int i = 0; i < quarter * QUARTERS; i++) {
                means[i / quarter] += values[i] / quarter;
            }
            boolean climbs = means[QUARTERS - 1] - means[0] >= RISEN * Math.abs(means[QUARTERS - 1]);
            for (int i = 1; i < QUARTERS; i++) {
                climbs &= means[i] > means[i - 1];
            }
            if (climbs) {
                return new Finding(
                        sign,
                        State.PRESENT,
                        Reason.of(
                                        "climbs",
                                        sign.text() + ": " + series.key().metric() + " of "
                                                + name(series.key().entity()) + " from " + Figures.rounded(means[0], 3)
                                                + " to " + Figures.rounded(means[QUARTERS - 1], 3))
                                .with("first", means[0])
                                .with("last", means[QUARTERS - 1]));
            }
        }
        return seen ? SignReader.absent(sign) : SignReader.unseen(sign, notCollected(sign.metrics()));
    }

    Finding uneven(Sign.Uneven sign, EntityId subject) {
        double[] peaks = series(List.of(sign.metric()), null, sign.place(), subject).stream()
                .map(series -> series.slice(about).values())
                .filter(values -> values.length > 0)
                .mapToDouble(values -> Arrays.stream(values).max().orElseThrow())
                .sorted()
                .toArray();
        if (peaks.length < 2) {
            return SignReader.unseen(sign, notCollected(List.of(sign.metric())) + " for each part");
        }
        double most = peaks[peaks.length - 1];
        double median = peaks[(peaks.length - 1) / 2];
        if (most < sign.limit() || median >= most / 2) {
            return SignReader.absent(sign);
        }
        return new Finding(
                sign,
                State.PRESENT,
                Reason.of(
                                "uneven",
                                sign.text() + ": the fullest of " + peaks.length + " at " + Figures.percent(most)
                                        + ", the median at " + Figures.percent(median))
                        .with("most", most)
                        .with("median", median));
    }

    private List<NumberSeries> series(List<String> metrics, @Nullable String dimension, Place place, EntityId subject) {
        SortedSet<EntityId> nodes = circumstances.nodes(place, subject);
        return circumstances.window().series().stream()
                .filter(series -> metrics.contains(series.key().metric())
                        && circumstances.isAt(series.key().entity(), nodes)
                        && has(series, dimension))
                .filter(NumberSeries.class::isInstance)
                .map(NumberSeries.class::cast)
                .sorted(Comparator.comparing(NumberSeries::key))
                .toList();
    }

    private static boolean has(Series series, @Nullable String dimension) {
        return dimension == null || series.key().attributes().asMap().containsValue(dimension);
    }

    private String name(EntityId entity) {
        return circumstances.topology().nameOf(entity);
    }

    private static String notCollected(List<String> metrics) {
        return "there is no " + String.join(" or ", metrics);
    }
}
