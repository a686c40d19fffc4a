package io.throughline.examples.dashboards.web;

import io.throughline.correlation.evidence.Figures;
import io.throughline.examples.dashboards.view.LinkRow;
import io.throughline.examples.dashboards.view.Links;
import io.throughline.examples.dashboards.view.Tile;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words and figures as the pages write them: UTC, with unit. */
public final class Show {

    private static final DateTimeFormatter DAY_AND_MINUTE = formatter("uuuu-MM-dd HH:mm'Z'");
    private static final DateTimeFormatter MINUTE = formatter("HH:mm'Z'");
    private static final DateTimeFormatter SECOND = formatter("HH:mm:ss'Z'");
    private static final Map<String, String> SYSTEMS = Map.of(
            "azure", "Azure",
            "sentry", "Sentry",
            "jira", "Jira",
            "sonarcloud", "SonarCloud",
            "throughline", "Engine",
            "engine", "Engine");
    private static final Map<String, String> VERDICTS = Map.of(
            "likely-cause", "likely cause",
            "associated", "move together",
            "common-cause", "common cause",
            "reverse", "other way round",
            "coincident", "coincidence");

    private Show() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** Returns day and minute: {@code 2026-11-22 14:03Z}. */
    public static String instant(Instant instant) {
        return DAY_AND_MINUTE.format(instant);
    }

    /** Returns the minute of the day: {@code 14:03Z}. */
    public static String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    /** Returns the second of the day; only the minute where the seconds are zero. */
    public static String clock(Instant instant) {
        return instant.getEpochSecond() % 60 == 0 ? minute(instant) : SECOND.format(instant);
    }

    /** Returns an interval within a day as short as it can be told: {@code 13:36–13:39Z}. */
    public static String span(Instant from, Instant to) {
        if (clock(from).equals(clock(to))) {
            return clock(from);
        }
        String start = minute(from);
        return start.equals(minute(to))
                ? clock(from) + "–" + clock(to)
                : start.substring(0, start.length() - 1) + "–" + minute(to);
    }

    /** Returns an interval; the second day is left out if it is the first. */
    public static String interval(Instant from, Instant to) {
        boolean sameDay = instant(from).substring(0, 10).equals(instant(to).substring(0, 10));
        return instant(from) + " – " + (sameDay ? minute(to) : instant(to));
    }

    /** Returns how long ago an instant is: {@code 3 min ago}. */
    public static String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.isNegative()) {
            return "in " + duration(age.negated());
        }
        return age.compareTo(Duration.ofSeconds(5)) < 0 ? "just now" : duration(age) + " ago";
    }

    /** Returns a length of time: {@code 48 s}, {@code 52 min}, {@code 3 h 20 min}, {@code 4 d 2 h}. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60 || (seconds < 120 && seconds % 60 != 0)) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 120) {
            return minutes + " min";
        }
        if (minutes < 48 * 60) {
            return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        return minutes / 1440 + " d" + (minutes % 1440 < 60 ? "" : " " + minutes % 1440 / 60 + " h");
    }

    /** Returns the length of time between two instants. */
    public static String duration(Instant from, Instant to) {
        return duration(Duration.between(from, to));
    }

    /** Returns a figure with its unit, given as a UCUM code. */
    public static String value(double value, String unit) {
        return switch (unit) {
            case "s" -> Figures.seconds(value);
            case "1" -> Figures.percent(value);
            case "By" -> bytes(value);
            default -> number(value) + suffix(unit);
        };
    }

    private static String suffix(String unit) {
        if (unit.startsWith("money:")) {
            return " " + unit.substring("money:".length());
        }
        boolean rate = unit.endsWith("/min");
        String thing = rate ? unit.substring(0, unit.length() - "/min".length()) : unit;
        // What is counted stands in the name of the figure already.
        return rate ? " /min" : thing.startsWith("{") ? "" : " " + thing;
    }

    private static String bytes(double value) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double size = value;
        int unit = 0;
        while (Math.abs(size) >= 1024 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return Figures.rounded(size, 3) + " " + units[unit];
    }

    private static String number(double value) {
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%,d", Math.round(value))
                : Figures.rounded(value, 3);
    }

    /** Returns a tile's figure; a dash if there is none. */
    public static String value(Tile tile) {
        Double value = tile.value();
        if (value == null) {
            return "–";
        }
        return tile.unit().equals("s") && value >= 120
                ? duration(Duration.ofMillis(Math.round(value * 1000)))
                : value(value, tile.unit());
    }

    /** Returns a ratio: {@code ×12}. */
    public static String ratio(double ratio) {
        return "×" + Figures.rounded(ratio, ratio >= 10 ? 3 : 2);
    }

    /** Returns a chance: {@code 0.013}, {@code < 0.0001}. */
    public static String chance(double chance) {
        return chance < 0.0001 ? "< 0.0001" : Figures.rounded(chance, 2);
    }

    /** Returns the lag of a link with its bounds: {@code +2 min (1 to 3 min)}. */
    public static String lag(LinkRow link) {
        return signed(link.lagSeconds()) + " (" + signed(link.leastLagSeconds()) + " to "
                + signed(link.mostLagSeconds()) + ")";
    }

    private static String signed(double seconds) {
        if (seconds == 0) {
            return "0";
        }
        double size = Math.abs(seconds);
        String length =
                Math.round(size) >= 60 && size < 7200 ? Figures.rounded(size / 60, 2) + " min" : Figures.seconds(size);
        return (seconds > 0 ? "+" : "−") + length;
    }

    /** Returns an effect size with two decimals and a sign that lines up. */
    public static String effect(double effect) {
        return (effect < 0 ? "−" : "") + String.format(Locale.ROOT, "%.2f", Math.abs(effect));
    }

    /** Returns a whole number with separators. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Returns a count with its noun: {@code 1 episode}, {@code 3 episodes}. */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** Returns the name of a system. */
    public static String system(String system) {
        return SYSTEMS.getOrDefault(system, system);
    }

    /** Returns a verdict in words. */
    public static String verdict(String verdict) {
        return VERDICTS.getOrDefault(verdict, words(verdict));
    }

    /** Returns a constant's name as words. */
    public static String words(String constant) {
        return constant.replace('-', ' ');
    }

    /** Returns the id under which an episode or event stands on a page; letters, digits and hyphens only. */
    public static String anchor(String reference) {
        return "ev-" + Integer.toHexString(reference.hashCode()) + "-" + reference.replaceAll("[^A-Za-z0-9]+", "-");
    }

    /** Returns a link that may be followed: only http and https; null for any other. */
    public static @Nullable String safe(@Nullable String link) {
        if (link == null) {
            return null;
        }
        try {
            URI uri = new URI(link);
            String scheme = uri.getScheme();
            return scheme != null
                            && Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
                            && uri.getHost() != null
                    ? uri.toString()
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Returns a text as part of a path. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns a key with slashes as a path. */
    public static String path(String key) {
        return segment(key).replace("%2F", "/");
    }

    /** Returns the first ten characters of a revision. */
    public static String revision(String revision) {
        return revision.substring(0, Math.min(10, revision.length()));
    }

    /** Returns a text of at most so many characters; what is left out is replaced by an ellipsis. */
    public static String clipped(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /** Returns how many pairs were tested and with what verdicts: {@code 214 pairs: 4 likely cause, 210 coincidence}. */
    public static String verdicts(Links links) {
        List<String> parts = new ArrayList<>();
        for (String verdict : List.of("likely-cause", "associated", "common-cause", "reverse", "coincident")) {
            if (links.count(verdict) > 0) {
                parts.add(count(links.count(verdict)) + " " + verdict(verdict));
            }
        }
        return count(links.total(), "pair") + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }
}
