package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.Secret;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.testkit.ScriptedTransport;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jira's failures mean, and what to do about them. */
class JiraErrorsTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final JiraClient jira = JiraClient.builder(URI.create("https://acme.atlassian.net"))
            .apiToken("sre@acme.example", Secret.of("s3cret-token"))
            .transport(transport)
            .retryPolicy(RetryPolicy.never())
            .build();

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 400, 403, 404, 410, 503})
    void noticesARefusedLoginWithAnyStatus(int status) {
        transport.answer(
                status, "{}", Map.of("X-Seraph-LoginReason", "AUTHENTICATED_FAILED", "Atl-Traceid", "trace-1"));

        assertThatThrownBy(() -> jira.issues().get("OPS-1"))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("get issue OPS-1")
                .hasMessageContaining("AUTHENTICATED_FAILED")
                .hasMessageContaining("trace-1")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void noticesItInTheAnswerToAWrite() {
        transport.answer(503, "{}", Map.of("X-Seraph-LoginReason", "AUTHENTICATED_FAILED"));

        assertThatThrownBy(() -> jira.properties().put("OPS-1", "k", Map.of()))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void takesOneLoginThatWorkedForAll() {
        transport.answer(200, "{\"accountId\":\"1\"}", Map.of("X-Seraph-LoginReason", "OUT, OK"));

        jira.site().getMyself();
    }

    @Test
    void knowsACaptchaByItsHeaders() {
        transport
                .answer(
                        403,
                        "<html/>",
                        Map.of("X-Authentication-Denied-Reason", "CAPTCHA_CHALLENGE; login-url=https://x"))
                .answer(401, "", Map.of("X-Seraph-LoginReason", "AUTHENTICATION_DENIED"));

        assertThatThrownBy(() -> jira.site().getMyself())
                .isInstanceOf(PermissionException.class)
                .hasMessageContaining("CAPTCHA");
        assertThatThrownBy(() -> jira.site().getMyself())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("CAPTCHA");
    }

    @Test
    void namesTheScopesThatATokenMayLack() {
        transport.answer(401, "{\"code\":401,\"message\":\"Unauthorized; scope does not match\"}");

        assertThatThrownBy(() -> jira.site().getMyself())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("scope does not match")
                .hasMessageContaining("read:jira-work");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><title>Unauthorized (401)</title></html>"})
    void livesWithoutJsonInARefusal(String body) {
        transport.answer(401, body);

        assertThatThrownBy(() -> jira.site().getMyself())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("check email and token");
    }

    @Test
    void saysThatAbsentAndInvisibleAreTheSame() {
        transport.answer(
                404, "{\"errorMessages\":[\"Issue does not exist or you do not have permission to see it.\"]}");

        assertThatThrownBy(() -> jira.issues().get("OPS-1"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("what the account may not see");
    }

    @Test
    void saysWhatToDoAboutRemovedPartsConflictsAndFullIssues() {
        transport
                .answer(410, "{\"errorMessages\":[\"The requested API has been removed.\"]}")
                .answer(409, "{}")
                .answer(413, "{\"errorMessages\":[\"Comment limit exceeded.\"]}");

        assertThatThrownBy(() -> jira.site().getMyself()).hasMessageContaining("newer version of this client");
        assertThatThrownBy(() -> jira.site().getMyself())
                .isInstanceOf(ResponseException.class)
                .hasMessageContaining("read it again");
        assertThatThrownBy(() -> jira.site().getMyself()).hasMessageContaining("limit of comments");
    }
}
