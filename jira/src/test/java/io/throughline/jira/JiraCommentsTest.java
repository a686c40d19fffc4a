package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.http.OutcomeUnknownException;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.jira.comment.CommentDraft;
import io.throughline.jira.comment.CommentVisibility;
import io.throughline.jira.comment.JiraComment;
import io.throughline.jira.text.RichText;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JiraCommentsTest {

    private static final String WRITTEN = "{\"id\":\"7\"}";

    private final ScriptedTransport transport = new ScriptedTransport();
    private final JiraClient jira = JiraClient.builder(URI.create("https://acme.atlassian.net"))
            .transport(transport)
            .retryPolicy(RetryPolicy.never())
            .build();

    @Test
    void areReadPageByPage() {
        transport
                .answer(200, """
                        {"startAt":0,"maxResults":1,"total":2,"comments":[{"id":1,"author":{"accountId":"5b1"},
                        "body":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"hi"}]}]},
                        "created":"2026-11-20T09:00:00.000+0100","visibility":{"type":"role","value":"Developers","new":1},
                        "properties":[{"key":"tl","value":{"marker":true}},null]}]}""")
                .answer(200, "{\"startAt\":1,\"total\":2,\"comments\":[{\"id\":\"2\",\"body\":null}]}");

        List<JiraComment> comments = jira.comments().list("OPS-1").stream().toList();

        assertThat(comments).extracting(JiraComment::id).containsExactly("1", "2");
        assertThat(comments.get(0).body()).extracting(RichText::plain).isEqualTo("hi");
        assertThat(comments.get(0).created()).isEqualTo("2026-11-20T08:00:00Z");
        assertThat(comments.get(0).property("tl")).contains(Map.of("marker", true));
        assertThat(comments.get(0).visibility()).isEqualTo(CommentVisibility.role("Developers"));
        assertThat(comments.get(0)).hasToString("JiraComment[1]");
        assertThat(transport.requests().get(1).uri().getRawQuery())
                .isEqualTo("orderBy=created&expand=properties&startAt=1&maxResults=100");
    }

    @Test
    void areReadToTheEndWhereNoTotalIsTold() {
        transport
                .answer(200, "{\"startAt\":0,\"comments\":[{\"id\":\"1\",\"created\":\"1767225600000\"}]}")
                .answer(200, "{\"startAt\":1,\"comments\":[{\"id\":\"2\",\"created\":\"\"}]}")
                .answer(200, "{\"startAt\":2,\"comments\":[]}");

        List<JiraComment> comments = jira.comments().list("OPS-1").stream().toList();

        assertThat(comments).extracting(JiraComment::id).containsExactly("1", "2");
        assertThat(comments.get(0).created()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(comments.get(1).created()).isNull();
    }

    @Test
    void areWrittenWithWhoMaySeeThem() {
        transport.answer(201, WRITTEN).answer(200, WRITTEN);

        jira.comments()
                .add(
                        "OPS-1",
                        CommentDraft.of("for us")
                                .visibleTo(CommentVisibility.role("Developers"))
                                .internal());
        jira.comments().edit("OPS-1", "7", CommentDraft.of("better"));

        assertThat(transport.requests().get(0).body())
                .contains("\"visibility\":{\"type\":\"role\",\"value\":\"Developers\"}")
                .contains("\"properties\":[{\"key\":\"sd.public.comment\",\"value\":{\"internal\":true}}]");
        assertThat(transport.requests().get(1).method()).isEqualTo("PUT");
        assertThat(transport.requests().get(1).uri().getPath()).isEqualTo("/rest/api/3/issue/OPS-1/comment/7");
    }

    @Test
    void areNotRepeatedByThemselves() {
        transport.answer(503, "");

        assertThatThrownBy(() -> jira.comments().add("OPS-1", CommentDraft.of("x")))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void areWrittenOnceByTheirMarker() {
        String before = "{\"total\":2,\"comments\":[{\"id\":\"8\",\"properties\":[{\"key\":\"other\",\"value\":1}]},"
                + "{\"id\":\"7\"%s}]}";
        transport
                .answer(200, before.formatted(",\"properties\":[]"))
                .answer(201, "{\"id\":\"9\"}")
                .answer(200, before.formatted(""))
                .answer(200, "{\"key\":\"tl-1\",\"value\":{\"marker\":true}}");

        assertThat(jira.comments()
                        .addOnce("OPS-1", CommentDraft.of("x"), "tl-1")
                        .id())
                .isEqualTo("9");
        assertThat(jira.comments()
                        .addOnce("OPS-1", CommentDraft.of("x"), "tl-1")
                        .id())
                .as("read one by one where the list does not bring them")
                .isEqualTo("7");
        assertThat(transport.requests().get(1).body())
                .contains("\"properties\":[{\"key\":\"tl-1\",\"value\":{\"marker\":true}}]");
    }
}
