package io.throughline.examples.tenant.jira;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells which tickets a query means, and in what order. */
final class JqlMatcher {

    private static final Set<String> TIMES =
            Set.of("created", "createddate", "updated", "updateddate", "resolved", "resolutiondate");

    private final Set<String> projects;
    private final Instant now;

    JqlMatcher(Set<String> projects, Instant now) {
        this.projects = projects;
        this.now = now;
    }

    List<RecordedTicket> search(Jql jql, List<RecordedTicket> tickets) {
        validate(jql.condition());
        Comparator<RecordedTicket> order = Comparator.comparing(ticket -> 0);
        for (Jql.Order key : jql.order()) {
            Comparator<RecordedTicket> next = comparator(key.field());
            order = order.thenComparing(key.descending() ? next.reversed() : next);
        }
        if (jql.order().isEmpty()) {
            order = Comparator.comparing(RecordedTicket::created).reversed();
        }
        return tickets.stream()
                .filter(ticket -> matches(jql.condition(), ticket))
                .sorted(order)
                .toList();
    }

    /** Names that do not exist are refused whether or not there is a ticket to test. */
    private void validate(Jql.Condition condition) {
        if (condition instanceof Jql.All all) {
            all.conditions().forEach(this::validate);
        } else if (condition instanceof Jql.Any any) {
            any.conditions().forEach(this::validate);
        } else if (condition instanceof Jql.Not not) {
            validate(not.condition());
        } else if (condition instanceof Jql.Clause clause) {
            if (TIMES.contains(clause.field())) {
                clause.values().forEach(value -> time(clause, value));
            } else if (clause.field().equals("project")) {
                for (Jql.Value value : clause.values()) {
                    if (!projects.contains(value.text())) {
                        throw JiraErrors.refusal(
                                400, "The value '" + value.text() + "' does not exist for the field 'project'.");
                    }
                }
            }
        }
    }

    private boolean matches(Jql.Condition condition, RecordedTicket ticket) {
        if (condition instanceof Jql.All all) {
            return all.conditions().stream().allMatch(part -> matches(part, ticket));
        }
        if (condition instanceof Jql.Any any) {
            return any.conditions().stream().anyMatch(part -> matches(part, ticket));
        }
        if (condition instanceof Jql.Not not) {
            return !matches(not.condition(), ticket);
        }
        return !(condition instanceof Jql.Clause clause) || matches(clause, ticket);
    }

    private boolean matches(Jql.Clause clause, RecordedTicket ticket) {
        if (TIMES.contains(clause.field())) {
            return matchesTime(clause, ticket);
        }
        List<String> actual = texts(clause.field(), ticket);
        return switch (clause.operator()) {
            case "=", "in" -> any(clause, actual);
            case "!=", "not in" -> !actual.isEmpty() && !any(clause, actual);
            case "is" -> actual.isEmpty();
            case "is not" -> !actual.isEmpty();
            case "~" -> contains(clause, actual);
            case "!~" -> !contains(clause, actual);
            default ->
                throw JiraErrors.refusal(
                        400,
                        "The operator '" + clause.operator() + "' is not supported by the '" + clause.field()
                                + "' field.");
        };
    }

    private static boolean any(Jql.Clause clause, List<String> actual) {
        return clause.values().stream()
                .anyMatch(value -> actual.stream().anyMatch(text -> text.equalsIgnoreCase(value.text())));
    }

    private static boolean contains(Jql.Clause clause, List<String> actual) {
        String wanted = clause.values().get(0).text().toLowerCase(Locale.ROOT);
        return actual.stream().anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private boolean matchesTime(Jql.Clause clause, RecordedTicket ticket) {
        Instant actual = moment(clause.field(), ticket);
        if (clause.operator().equals("is") || clause.operator().equals("is not")) {
            return actual.equals(Instant.MIN) == clause.operator().equals("is");
        }
        if (actual.equals(Instant.MIN)) {
            return false;
        }
        int order = actual.compareTo(time(clause, clause.values().get(0)));
        return switch (clause.operator()) {
            case ">=" -> order >= 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            case "<" -> order < 0;
            case "=" -> order == 0;
            case "!=" -> order != 0;
            default ->
                throw JiraErrors.refusal(
                        400,
                        "The operator '" + clause.operator() + "' is not supported by the '" + clause.field()
                                + "' field.");
        };
    }

    private Instant time(Jql.Clause clause, Jql.Value value) {
        if (value.call()) {
            return switch (value.text().toLowerCase(Locale.ROOT)) {
                case "now" -> now;
                case "startofday" -> JiraTimes.startOfDay(now);
                default -> throw JiraErrors.refusal(400, "Unable to find JQL function '" + value.text() + "()'.");
            };
        }
        return JiraTimes.read(value.text(), now)
                .orElseThrow(() -> JiraErrors.refusal(
                        400,
                        "Date value '" + value.text() + "' for field '" + clause.field()
                                + "' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd',"
                                + " 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'."));
    }

    private static Instant moment(String field, RecordedTicket ticket) {
        return switch (field) {
            case "created", "createddate" -> ticket.created();
            case "updated", "updateddate" -> ticket.updated();
            default -> ticket.resolved().orElse(Instant.MIN);
        };
    }

    private static List<String> texts(String field, RecordedTicket ticket) {
        return switch (field) {
            case "project" -> List.of(ticket.project());
            case "issuetype", "type" -> List.of(ticket.type());
            case "key", "issuekey", "issue" -> List.of(ticket.key());
            case "id" -> List.of(String.valueOf(ticket.id()));
            case "component" -> ticket.components();
            case "labels" -> ticket.labels();
            case "description" -> List.of(ticket.description());
            case "statuscategory" ->
                List.of(Vocabulary.category(ticket.field("status").orElse("")).name());
            case "summary", "status", "priority", "reporter", "assignee", "resolution" ->
                ticket.field(field).map(List::of).orElse(List.of());
            default ->
                throw JiraErrors.refusal(
                        400, "Field '" + field + "' does not exist or you do not have permission to view it.");
        };
    }

    private static Comparator<RecordedTicket> comparator(String field) {
        if (TIMES.contains(field)) {
            return Comparator.comparing(ticket -> moment(field, ticket));
        }
        if (Set.of("key", "issuekey", "id").contains(field)) {
            return Comparator.comparing(RecordedTicket::project)
                    .thenComparing(ticket ->
                            Long.parseLong(ticket.key().substring(ticket.key().lastIndexOf('-') + 1)));
        }
        return Comparator.comparing(ticket -> String.join(",", texts(field, ticket)));
    }
}
