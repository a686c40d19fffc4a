package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.Secret;
import io.throughline.core.http.SourceException;
import io.throughline.core.testkit.ScriptedTransport;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentryRegionTest {

    private final ScriptedTransport transport = new ScriptedTransport();

    private SentryClient at(String address) {
        return SentryClient.builder(URI.create(address), "acme")
                .token(Secret.of("sntryu_secret"))
                .transport(transport)
                .build();
    }

    private void tells(String region) {
        transport.answer(
                200,
                "{\"id\": \"1\", \"slug\": \"acme\", \"name\": \"Acme\", \"links\": {\"regionUrl\": \"" + region
                        + "\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "https://sentry.io, https://de.sentry.io",
        "https://acme.sentry.io, https://us2.sentry.io",
        "https://us.sentry.io, https://de.sentry.io"
    })
    void isGoneTo(String start, String region) {
        tells(region);
        transport.answer(200, "[]");

        SentryClient there = at(start).inRegion();
        there.organizations().listEnvironments();

        assertThat(transport.requests().get(1).uri().toString()).startsWith(region + "/api/0/organizations/acme/");
        assertThat(transport.requests().get(1).headers().first("Authorization")).contains("Bearer sntryu_secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sentry.io.evil.example",
                "http://de.sentry.io",
                "https://de.sentry.io:8443",
                "https://x@de.sentry.io"
            })
    void thatIsAStrangersIsRefused(String region) {
        tells(region);

        assertThatThrownBy(() -> at("https://sentry.io").inRegion())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the token must not go");
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void ofAnotherOperatorIsNotLeft() {
        tells("https://sentry.elsewhere.example");
        assertThatThrownBy(() -> at("https://sentry.acme.example/tools").inRegion())
                .isInstanceOf(SourceException.class);

        tells("https://sentry.acme.example");
        SentryClient own = at("https://sentry.acme.example/tools");
        assertThat(own.inRegion()).isSameAs(own);
    }

    @Test
    void isNotKnownToOlderServers() {
        transport.answer(200, "{\"id\": \"1\", \"slug\": \"acme\", \"name\": \"Acme\"}");
        SentryClient client = at("https://sentry.io");

        assertThat(client.inRegion()).isSameAs(client);
    }
}
