package io.throughline.azure.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A budget. Who is told by e-mail is left out.
 *
 * @param id the ARM id
 * @param name the name
 * @param category the service's word: {@code Cost}, {@code Usage}, {@code ReservationUtilization}
 * @param amount what may be spent in each grain of time
 * @param timeGrain the service's word: {@code Monthly}, {@code Quarterly}, {@code Annually}, {@code BillingMonth}…
 * @param from when it begins, UTC, or null
 * @param to when it ends, UTC, or null
 * @param currentSpend what was spent in the current grain, as the service evaluates it once a day, or null
 * @param forecastSpend what will have been spent at the grain's end, or null
 * @param filtered whether it counts only a part of the scope
 * @param notifications when somebody is told
 */
public record Budget(
        String id,
        String name,
        String category,
        BigDecimal amount,
        String timeGrain,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Money currentSpend,
        @Nullable Money forecastSpend,
        boolean filtered,
        List<Notification> notifications) {

    public Budget {
        notifications = List.copyOf(notifications);
    }

    /**
     * When somebody is told.
     *
     * @param name its name
     * @param enabled whether it is on
     * @param forecasted whether the forecast is compared, or what was spent
     * @param operator the service's word: {@code GreaterThan}, {@code GreaterThanOrEqualTo}, {@code EqualTo}
     * @param threshold share of the amount, {@code 1} is all of it
     * @param actionGroups ARM ids of the action groups that are called
     */
    public record Notification(
            String name,
            boolean enabled,
            boolean forecasted,
            String operator,
            BigDecimal threshold,
            List<String> actionGroups) {

        public Notification {
            actionGroups = List.copyOf(actionGroups);
        }
    }

    /** Returns the amount with its currency, which the service tells only with what was spent. */
    public Optional<Money> limit() {
        Money known = currentSpend != null ? currentSpend : forecastSpend;
        return Optional.ofNullable(known).map(spend -> new Money(amount, spend.currency()));
    }

    /** Returns the path of the scope that it belongs to, with a slash before it. */
    public String scope() {
        int at = id.toLowerCase(java.util.Locale.ROOT).lastIndexOf("/providers/microsoft.consumption/");
        return at <= 0 ? id : id.substring(0, at);
    }
}
