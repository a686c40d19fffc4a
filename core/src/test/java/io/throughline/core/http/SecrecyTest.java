package io.throughline.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.Secret;
import io.throughline.core.testkit.ScriptedTransport;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecrecyTest {

    private static final String TOKEN = "tkn-5ecret-0123456789";

    @Test
    void hidesTheTokenInEveryTextForm() {
        ScriptedTransport transport = new ScriptedTransport().answer(200, "[]");
        RestClientBuilder builder = RestClient.builder("vendor", URI.create("https://vendor.example"), transport)
                .credential(Credential.bearer(Secret.of(TOKEN)));
        RestClient client = builder.build();
        RestCall call = client.get("list", "/list").query("access_token", TOKEN).query("q", "a b");
        RestResponse<List<String>> response = call.fetchList(String.class);

        assertThat(List.of(
                        builder,
                        client,
                        call,
                        response,
                        transport.requests().get(0),
                        transport.requests().get(0).headers(),
                        Credential.bearer(Secret.of(TOKEN)),
                        Credential.basic("user", Secret.of(TOKEN))))
                .allSatisfy(thing -> assertThat(thing.toString()).doesNotContain(TOKEN));
        assertThat(call.toString()).contains("q=a%20b").contains("access_token=***");
    }

    @Test
    void refusesATokenThatNoHeaderMayHaveWithoutRepeatingIt() {
        assertThatThrownBy(() -> Credential.bearer(Secret.of("5ecret tökén")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("5ecret")
                .hasMessageContaining("copy it again");
    }

    @Test
    void hidesTheTokenThatAServerEchoes() {
        ScriptedTransport transport = new ScriptedTransport()
                .answer(400, "{\"message\":\"bad header Basic dXNlcjpwNHNzdzByZA== or p4ssw0rd\"}");
        RestClient client = RestClient.builder("vendor", URI.create("https://vendor.example"), transport)
                .credential(Credential.basic("user", Secret.of("p4ssw0rd")))
                .build();

        assertThatThrownBy(() -> client.get("list", "/list").fetchText())
                .isInstanceOf(QueryRejectedException.class)
                .hasMessageContaining("bad header Basic *** or ***")
                .hasMessageNotContaining("dXNlcjpwNHNzdzByZA==");
    }

    @Test
    void keepsTheQueryOutOfMessagesWhereItSoundsSecret() {
        assertThat(Redaction.of(URI.create("https://u:p@h.example:8443/a?sig=abc&page=2&apiKey=def#frag")))
                .isEqualTo("https://h.example:8443/a?sig=***&page=2&apiKey=***");
    }

    @Test
    void refusesATransportThatWouldFollowRedirects() {
        java.net.http.HttpClient following = java.net.http.HttpClient.newBuilder()
                .followRedirects(java.net.http.HttpClient.Redirect.NORMAL)
                .build();

        assertThatThrownBy(() -> new JdkHttpTransport(following)).hasMessageContaining("followRedirects(NEVER)");
    }

    @Test
    void encodesWhateverStandsInAPathOrQuery() {
        ScriptedTransport transport = new ScriptedTransport().answer(200, "{}").answer(200, "{}");
        RestClient client = RestClient.builder("vendor", URI.create("https://vendor.example/base/"), transport)
                .build();

        client.call("get", "GET", "/r/{}/x/", "a@1.0+b c/../é")
                .query("q", "a&b=c+d%")
                .fetch(Map.class);

        assertThat(transport.requests().get(0).uri())
                .hasToString("https://vendor.example/base/r/a%401.0%2Bb%20c%2F..%2F%C3%A9/x/?q=a%26b%3Dc%2Bd%25");
        assertThatThrownBy(() -> client.get("get", "/r/{}/", "..")).isInstanceOf(IllegalArgumentException.class);
    }
}
