package io.throughline.sentry.monitor;

import io.throughline.sentry.internal.Lists;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cron monitor.
 *
 * @param id Sentry's id
 * @param slug the name in addresses
 * @param name the name for people
 * @param status {@code active}, {@code ok}, {@code error}, {@code disabled}…, or null
 * @param isMuted whether it raises no issue, or null
 * @param dateCreated when it was made, or null
 * @param lastCheckIn when it last reported, or null
 * @param nextCheckIn when it should next report, or null
 * @param project the project it belongs to, or null
 * @param config when it should report, or null
 * @param environments its state by environment
 */
public record SentryMonitor(
        String id,
        String slug,
        String name,
        @Nullable String status,
        @Nullable Boolean isMuted,
        @Nullable Instant dateCreated,
        @Nullable Instant lastCheckIn,
        @Nullable Instant nextCheckIn,
        @Nullable Project project,
        @Nullable Config config,
        List<Environment> environments) {

    public SentryMonitor {
        Objects.requireNonNull(id, "id");
        slug = slug == null ? id : slug;
        name = name == null ? slug : name;
        environments = Lists.copy(environments);
    }

    /**
     * The project of a monitor.
     *
     * @param id its id
     * @param slug its slug
     */
    public record Project(String id, String slug) {
        public Project {
            Objects.requireNonNull(id, "id");
            slug = slug == null ? id : slug;
        }
    }

    /**
     * When a monitor should report.
     *
     * @param schedule a crontab line, or a number and a unit; null if not told
     * @param scheduleType {@code crontab} or {@code interval}, or null
     * @param timezone the schedule's time zone, or null
     * @param checkinMargin minutes that it may be late, or null
     * @param maxRuntime minutes that it may run, or null
     */
    public record Config(
            @Nullable Object schedule,
            @com.fasterxml.jackson.annotation.JsonProperty("schedule_type") @Nullable String scheduleType,
            @Nullable String timezone,
            @com.fasterxml.jackson.annotation.JsonProperty("checkin_margin") @Nullable Double checkinMargin,
            @com.fasterxml.jackson.annotation.JsonProperty("max_runtime") @Nullable Double maxRuntime) {}

    /**
     * The state in one environment.
     *
     * @param name the environment
     * @param status {@code ok}, {@code error}, {@code missed_checkin}, {@code timeout}…, or null
     * @param isMuted whether it raises no issue, or null
     * @param lastCheckIn when it last reported, or null
     * @param nextCheckIn when it should next report, or null
     */
    public record Environment(
            String name,
            @Nullable String status,
            @Nullable Boolean isMuted,
            @Nullable Instant lastCheckIn,
            @Nullable Instant nextCheckIn) {
        public Environment {
            name = name == null ? "" : name;
        }
    }
}
