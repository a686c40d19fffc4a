package io.throughline.jira.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.telemetry.Attributes;
import io.throughline.jira.issue.JiraFields;
import io.throughline.jira.site.JiraField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketFieldsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pseudonyms PEOPLE = Pseudonyms.keyed("a key of tests only".getBytes(StandardCharsets.UTF_8));

    private final List<JiraField> site = List.of(
            field("customfield_1", "Severity", null),
            field("customfield_2", "Impact start", null),
            field("customfield_3", "Twin", null),
            field("customfield_4", "TWIN", null),
            field("customfield_5", "Sprint", "com.pyxis.greenhopper.jira:gh-sprint"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"7\",\"value\":\"SEV1\"} | SEV1",
                "{\"value\":\"EU\",\"child\":{\"value\":\"West\"}} | EU / West",
                "[{\"value\":\"a\"},null,{\"value\":\"b\"}] | a, b",
                "\"2026-11-20T09:14:03.512+0100\" | 2026-11-20T08:14:03.512Z",
                "\"2026-11-20\" | 2026-11-20",
                "\"  \" | ''",
                "3.5 | 3.5",
                "true | true",
                "{\"name\":\"1.2\",\"id\":\"3\"} | 1.2",
                "{\"type\":\"doc\",\"content\":[{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]} | hi",
                "{\"id\":\"7\"} | ''",
            })
    void keepsAConfiguredFieldAsText(String json, String expected) {
        Attributes attributes = read(fields(Map.of("severity", "severity")), Map.of("customfield_1", value(json)));

        assertThat(attributes.text("throughline.ticket.field.severity").orElse(""))
                .isEqualTo(expected);
    }

    @Test
    void keepsPeopleAsPseudonymsOnly() {
        Object person =
                value("{\"accountId\":\"5b10\",\"displayName\":\"Mia Krystof\",\"emailAddress\":\"m@x.example\"}");
        Object onServer = value("{\"name\":\"mia\",\"emailAddress\":\"m@x.example\",\"displayName\":\"Mia\"}");

        Attributes cloud = read(fields(Map.of("severity", "Severity")), Map.of("customfield_1", person));
        Attributes server = read(fields(Map.of("severity", "Severity")), Map.of("customfield_1", onServer));

        assertThat(cloud.text("throughline.ticket.field.severity")).contains(PEOPLE.of("5b10"));
        assertThat(server.text("throughline.ticket.field.severity")).contains(PEOPLE.of("mia"));
    }

    @Test
    void tellsANameThatSeveralFieldsHaveAndTakesTheFirstWithAValue() {
        TicketFields fields = fields(Map.of("twin", "Twin"));

        assertThat(fields.remarks())
                .singleElement()
                .asString()
                .contains("customfield_3, customfield_4", "jira.fields.twin");
        assertThat(fields.gaps()).isEmpty();
        assertThat(fields.ids()).contains("customfield_3", "customfield_4");
        assertThat(read(fields, Map.of("customfield_4", "second")).text("throughline.ticket.field.twin"))
                .contains("second");
    }

    @Test
    void tellsANameThatNoFieldHas() {
        assertThat(fields(Map.of("severity", "Severty")).gaps())
                .singleElement()
                .asString()
                .contains("'Severty'", "jira.fields.severity");
    }

    @Test
    void takesAnIdForTheFieldItself() {
        assertThat(fields(Map.of("twin", "customfield_4")).remarks()).isEmpty();
    }

    @Test
    void tellsLinksSprintsParentAndVersionsHit() {
        Attributes attributes = read(
                fields(Map.of()),
                Map.of(
                        "issuelinks",
                        value(
                                "[{\"type\":{\"inward\":\"is blocked by\",\"outward\":\"blocks\"},\"outwardIssue\":{\"key\":"
                                        + "\"OPS-3\"}},{\"type\":{\"inward\":\"is blocked by\",\"outward\":\"blocks\"},"
                                        + "\"inwardIssue\":{\"key\":\"OPS-2\"}},{\"type\":null}]"),
                        "customfield_5",
                        value(
                                "[{\"id\":1,\"name\":\"Sprint 7\"},"
                                        + "\"com.atlassian.greenhopper.service.sprint.Sprint@1[id=2,state=CLOSED,name=Sprint 6,goal=]\"]"),
                        "parent",
                        value("{\"id\":\"1\",\"key\":\"OPS-1\"}"),
                        "versions",
                        value("[{\"id\":\"1\",\"name\":\"1.4\"}]")));

        assertThat(attributes.text(TicketFields.LINKS)).contains("blocks OPS-3, is blocked by OPS-2");
        assertThat(attributes.text(TicketFields.SPRINTS)).contains("Sprint 6, Sprint 7");
        assertThat(attributes.text(TicketFields.PARENT)).contains("OPS-1");
        assertThat(attributes.text(TicketFields.AFFECTED_VERSIONS)).contains("1.4");
    }

    private TicketFields fields(Map<String, String> wanted) {
        return TicketFields.resolve(site, new TreeMap<>(wanted), PEOPLE);
    }

    private static JiraField field(String id, String name, @Nullable String custom) {
        return new JiraField(id, id, name, true, new JiraField.Schema("any", null, custom, null), List.of());
    }

    private static Attributes read(TicketFields fields, Map<String, Object> others) {
        Attributes.Builder attributes = Attributes.builder();
        fields.describe(
                new JiraFields(
                        null, null, null, null, null, null, null, null, null, List.of(), List.of(), List.of(), null,
                        null, null, null, others),
                attributes);
        return attributes.build();
    }

    private static Object value(String json) {
        try {
            return JSON.readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
