package io.throughline.jira.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.config.Secret;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityMapping.ById;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.telemetry.event.Ticket.StatusCategory;
import io.throughline.core.telemetry.event.Ticket.Transition;
import io.throughline.core.testkit.TestTime;
import io.throughline.jira.Fixtures;
import io.throughline.jira.JiraClient;
import io.throughline.jira.RoutedTransport;
import io.throughline.jira.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketTranslatorTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final TimeWindow HORIZON = new TimeWindow(Instant.parse("2026-11-15T00:00:00Z"), NOW);
    private static final EntityId PROJECT = new EntityId("jira", "project", "acme.atlassian.net/OPS");
    private static final EntityId CART = new EntityId("jira", "component", "acme.atlassian.net/OPS/cart");
    private static final EntityId PAYMENTS = new EntityId("jira", "component", "acme.atlassian.net/OPS/payments");

    private final Pseudonyms pseudonyms = Pseudonyms.keyed("a key of tests only".getBytes(StandardCharsets.UTF_8));
    private final TelemetryBatch batch = new TelemetryBatch();

    @Test
    void saysWhatATicketIs() {
        Ticket ticket = incident(pseudonyms);

        assertThat(ticket.key()).isEqualTo("OPS-17");
        assertThat(ticket.id()).isEqualTo("jira/tickets#10412");
        assertThat(ticket.title()).isEqualTo("Checkout is slow for everybody");
        assertThat(ticket.type()).isEqualTo("Incident");
        assertThat(ticket.status()).isEqualTo("Erledigt");
        assertThat(ticket.category()).isEqualTo(StatusCategory.DONE);
        assertThat(ticket.priority()).isEqualTo("High");
        assertThat(ticket.labels()).containsExactly("checkout", "sev2");
        assertThat(ticket.components()).containsExactly("cart", "payments");
        assertThat(ticket.start()).isEqualTo("2026-11-20T08:14:03.512Z");
        assertThat(ticket.provenance().link()).isEqualTo(URI.create("https://acme.atlassian.net/browse/OPS-17"));
    }

    @Test
    void takesAllTransitionsEvenIfJiraSentOnlyTheRecentOnes() {
        assertThat(incident(pseudonyms).transitions())
                .containsExactly(
                        new Transition(Instant.parse("2026-11-20T08:20:00Z"), "Offen", "In Arbeit"),
                        new Transition(Instant.parse("2026-11-20T11:40:10.998Z"), "In Arbeit", "Erledigt"));
    }

    @Test
    void knowsWhenATicketWasDoneThoughNothingResolvedIt() {
        Ticket ticket = incident(pseudonyms);

        assertThat(ticket.resolvedAt()).isEqualTo("2026-11-20T11:40:10.998Z");
        assertThat(ticket.end()).isEqualTo(ticket.resolvedAt());
    }

    @Test
    void keepsPeopleAsPseudonymsOnly() {
        Ticket ticket = incident(pseudonyms);

        assertThat(ticket.toString()).doesNotContain("Mia", "Krystof", "Emma", "5b10a", "5b10ac", "mia@");
        assertThat(ticket.header().attributes().text(TicketTranslator.ASSIGNEE))
                .contains(pseudonyms.of("5b10a2844c20165700ede21g"));
        assertThat(ticket.description()).contains("Ask @" + pseudonyms.of("5b10a2844c20165700ede21g"));
    }

    @Test
    void leavesPeopleOutWithoutAKeyForThem() {
        Ticket ticket = incident(null);

        assertThat(ticket.toString()).doesNotContain("Mia", "Emma", "5b10a");
        assertThat(ticket.header().attributes().value(TicketTranslator.ASSIGNEE))
                .isEmpty();
        assertThat(ticket.description()).contains("Ask @someone");
    }

    @Test
    void belongsToItsProjectUnlessAComponentIsMapped() {
        EntityId service = EntityId.service("checkout", "payments-api");

        assertThat(incident(null).entity()).isEqualTo(PROJECT);
        assertThat(incident(null, EntityMapping.of(service, new ById(PAYMENTS))).entity())
                .isEqualTo(PAYMENTS);
        assertThat(incident(
                                null,
                                EntityMapping.of(service, new ById(PAYMENTS)),
                                EntityMapping.of(service, new ById(CART)))
                        .entity())
                .as("of two mapped components the first by name")
                .isEqualTo(CART);
    }

    @Test
    void deliversProjectAndComponentsAsEntities() {
        incident(null);

        assertThat(batch.entities()).extracting(entity -> entity.id()).containsExactly(CART, PAYMENTS, PROJECT);
        assertThat(batch.entities()).extracting(entity -> entity.name()).containsExactly("cart", "payments", "OPS");
    }

    @ParameterizedTest
    @CsvSource({"new,TO_DO", "indeterminate,IN_PROGRESS", "done,DONE", "undefined,UNKNOWN"})
    void takesAStatusByItsCategoryNotByItsName(String key, StatusCategory category) {
        Ticket ticket = only("""
                {"id":"7","key":"OPS-7","fields":{"created":"2026-11-20T09:00:00.000+0000","project":{"key":"OPS"},
                "status":{"name":"Zu erledigen","statusCategory":{"key":"%s"}}},"changelog":{"total":0,"histories":[]}}""".formatted(key));

        assertThat(ticket.category()).isEqualTo(category);
        assertThat(ticket.title()).as("without a summary").isEqualTo("OPS-7");
        assertThat(ticket.resolvedAt()).isNull();
        assertThat(ticket.end()).isEqualTo(ticket.start());
    }

    @Test
    void cutsALongDescriptionAndSaysSo() {
        String text = "\uD83D\uDD25".repeat(TicketTranslator.LONGEST_DESCRIPTION);
        Revisions revisions = read(null, issueDescribed(text));
        Ticket ticket = (Ticket) batch.events().iterator().next();

        assertThat(ticket.description())
                .hasSize(TicketTranslator.LONGEST_DESCRIPTION - 1)
                .endsWith("\uD83D\uDD25…");
        assertThat(ticket.header().attributes().text(TicketTranslator.DESCRIPTION_LENGTH))
                .contains("16000");
        assertThat(revisions.completeness().state()).isEqualTo(State.COMPLETE);
        assertThat(revisions.completeness().notes())
                .anySatisfy(note -> assertThat(note).contains("shortened", "OPS-8"));
    }

    @Test
    void tellsOfATicketThatHasNoPlaceInTime() {
        Revisions revisions = read(
                null, "{\"id\":\"9\",\"key\":\"OPS-9\",\"fields\":{\"summary\":\"x\"},\"changelog\":{\"total\":0}}");

        assertThat(batch.events()).isEmpty();
        assertThat(revisions.completeness().state()).isEqualTo(State.PARTIAL);
        assertThat(revisions.completeness().notes())
                .anySatisfy(note -> assertThat(note).contains("OPS-9", "Created"));
    }

    private static String issueDescribed(String text) {
        return """
                {"id":"8","key":"OPS-8","fields":{"summary":"s","created":"2026-11-20T09:00:00.000+0000",
                "description":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"%s"}]}]}},
                "changelog":{"total":0,"histories":[]}}""".formatted(text);
    }

    private Ticket incident(@Nullable Pseudonyms people, EntityMapping... mappings) {
        read(people, null, mappings);
        return (Ticket) batch.events().iterator().next();
    }

    private Ticket only(String issue) {
        read(null, issue);
        return (Ticket) batch.events().iterator().next();
    }

    private Revisions read(@Nullable Pseudonyms people, @Nullable String issue, EntityMapping... mappings) {
        RoutedTransport transport = new RoutedTransport()
                .on("myself", Fixtures.read("server/myself.json"))
                .on("serverInfo", Fixtures.read("server/info.json"))
                .on("mypermissions", Fixtures.read("permission/ops.json"))
                .on("field", Fixtures.read("field/fields.json"))
                .on("status", Fixtures.read("server/statuses.json"))
                .on("project/OPS", Fixtures.read("project/ops.json"))
                .on("changelog/bulkfetch", Fixtures.read("changelog/bulk.json"))
                .on(
                        "search/jql",
                        issue == null
                                ? Fixtures.read("search/incident.json")
                                : "{\"issues\":[" + issue + "],\"isLast\":true}");
        JiraClient client = JiraClient.builder(URI.create("https://acme.atlassian.net"))
                .bearer(Secret.of("token"))
                .transport(transport)
                .build();
        SourceRuntime runtime = new SourceRuntime(TestTime.at(NOW), Settings.HTTP, people);
        Revisions revisions =
                new TicketStream(Settings.streams(Set.of("OPS"), mappings), client, runtime).read(null, HORIZON, batch);
        return revisions;
    }
}
