package io.throughline.jira.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraFields;
import io.throughline.jira.issue.JiraStatus;
import io.throughline.jira.site.JiraUser;
import io.throughline.jira.site.SiteStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TicketLifeCycleTest {

    private static final Instant CREATED = Instant.parse("2026-11-20T08:00:00Z");

    /** Names that say the contrary of what the statuses mean. */
    private static final StatusCategories CATEGORIES = StatusCategories.of(List.of(
            status("1", "Done", "new"),
            status("2", "Backlog", "new"),
            status("3", "Open", "indeterminate"),
            status("4", "In Progress", "done"),
            status("5", "Twin", "new"),
            status("6", "Twin", "done")));

    private final List<JiraChange> changes = new ArrayList<>();

    @Test
    void followsATicketByWhatItsStatusesMean() {
        move(1, "1", "2");
        move(2, "2", "3");
        move(3, "3", "4");

        TicketLifeCycle life = life("4", null);

        assertThat(life.triagedAt()).isEqualTo(hour(2));
        assertThat(life.startedAt()).isEqualTo(hour(2));
        assertThat(life.doneAt()).isEqualTo(hour(3));
        assertThat(life.reopened()).isZero();
        assertThat(life.certain()).isTrue();
    }

    @Test
    void countsHowOftenItWasReopenedAndKeepsTheLastEnd() {
        move(1, "1", "4");
        move(2, "4", "3");
        move(3, "3", "4");
        move(4, "4", "1");
        move(5, "1", "4");

        TicketLifeCycle life = life("4", null);

        assertThat(life.reopened()).isEqualTo(2);
        assertThat(life.doneAt()).isEqualTo(hour(5));
        assertThat(life.startedAt()).isEqualTo(hour(2));
    }

    @Test
    void hasNoEndWhileItIsReopened() {
        move(1, "1", "4");
        move(2, "4", "1");

        TicketLifeCycle life = life("1", null);

        assertThat(life.doneAt()).isNull();
        assertThat(life.reopened()).isEqualTo(1);
    }

    @Test
    void isTriagedWhenSomebodyIsFirstAssigned() {
        assign(1, null, "ann");
        move(2, "1", "3");

        assertThat(life("3", "ann").triagedAt()).isEqualTo(hour(1));
    }

    @Test
    void isTriagedFromTheStartIfItWasCreatedWithSomebodyAssigned() {
        assertThat(life("1", "ann").triagedAt()).as("never changed").isEqualTo(CREATED);

        assign(1, "ann", null);

        assertThat(life("1", null).triagedAt()).as("taken away later").isEqualTo(CREATED);
    }

    @Test
    void isNotTriagedIfSomebodyWasOnlyTakenAway() {
        assertThat(life("1", null).triagedAt()).isNull();
    }

    @Test
    void isStartedFromTheBeginningIfItWasCreatedSo() {
        move(1, "3", "4");

        TicketLifeCycle life = life("4", null);

        assertThat(life.startedAt()).isEqualTo(CREATED);
        assertThat(life.triagedAt()).isEqualTo(CREATED);
    }

    @Test
    void isNotCertainWithAStatusThatIsNoMoreOrMeansSeveralThings() {
        changes.add(change(1, "status", new String[] {"99", "Gone"}, new String[] {"3", "Open"}));
        assertThat(life("3", null).certain()).isFalse();

        changes.clear();
        changes.add(change(1, "status", new String[] {"98", "Twin"}, new String[] {"3", "Open"}));
        assertThat(life("3", null).certain()).isFalse();
    }

    @Test
    void knowsADeletedStatusByItsNameIfAnotherOfTheNameIsLeft() {
        changes.add(change(1, "status", new String[] {"97", "backlog"}, new String[] {"3", "Open"}));

        TicketLifeCycle life = life("3", null);

        assertThat(life.certain()).isTrue();
        assertThat(life.triagedAt()).isEqualTo(hour(1));
    }

    @Test
    void doesNotDependOnOrderOrRepetition() {
        for (int i = 0; i < 9; i++) {
            move(i + 1, String.valueOf(i % 4 + 1), String.valueOf((i + 1) % 4 + 1));
        }
        TicketLifeCycle expected = life("2", null);
        changes.addAll(List.copyOf(changes));
        Collections.reverse(changes);

        assertThat(life("2", null)).isEqualTo(expected);
    }

    @Test
    void ordersChangesOfOneInstantByTheirNumbers() {
        changes.add(numbered("10", new String[] {"3", ""}, new String[] {"4", ""}));
        changes.add(numbered("9", new String[] {"1", ""}, new String[] {"3", ""}));

        TicketLifeCycle life = life("4", null);

        assertThat(life.doneAt()).isEqualTo(hour(1));
        assertThat(life.triagedAt()).isEqualTo(hour(1));
        assertThat(life.reopened()).isZero();
    }

    private static SiteStatus status(String id, String name, String category) {
        return new SiteStatus(id, name, null, new SiteStatus.Category(category, null));
    }

    private TicketLifeCycle life(String statusId, @Nullable String assignee) {
        String category = Map.of("1", "new", "2", "new", "3", "indeterminate", "4", "done")
                .get(statusId);
        JiraFields fields = fields(
                new JiraStatus(statusId, "any", new JiraStatus.Category(category, null)),
                assignee == null ? null : new JiraUser(assignee, null, null, null, null, null, null));
        return TicketLifeCycle.of(CREATED, fields, changes, CATEGORIES);
    }

    private static JiraFields fields(JiraStatus status, @Nullable JiraUser assignee) {
        return new JiraFields(
                null, null, status, null, null, null, null, assignee, null, List.of(), List.of(), List.of(), CREATED,
                null, null, null, Map.of());
    }

    private void move(int hour, String from, String to) {
        changes.add(change(hour, "status", new String[] {from, "x"}, new String[] {to, "y"}));
    }

    private void assign(int hour, @Nullable String from, @Nullable String to) {
        changes.add(change(hour, "assignee", new String[] {from, from}, new String[] {to, to}));
    }

    private static JiraChange numbered(String id, String[] from, String[] to) {
        return new JiraChange(
                id, null, hour(1), List.of(new JiraChange.Item("Status", "status", from[0], from[1], to[0], to[1])));
    }

    private JiraChange change(int hour, String field, @Nullable String[] from, @Nullable String[] to) {
        return new JiraChange(
                String.valueOf(1000 + changes.size()),
                null,
                hour(hour),
                List.of(new JiraChange.Item(field, field, from[0], from[1], to[0], to[1])));
    }

    private static Instant hour(int hours) {
        return CREATED.plusSeconds(hours * 3600L);
    }
}
