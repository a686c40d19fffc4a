package io.throughline.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x, https://A.example:443/y?z, true",
        "http://a.example, http://a.example:80, true",
        "https://a.example, http://a.example, false",
        "https://a.example, https://a.example:8443, false",
        "https://a.example, https://b.a.example, false",
        "https://a.example, https://a.example@evil.example, false",
        "https://a.example, https://me@a.example, false",
        "https://a.example, /relative, false",
        "https://a.example, mailto:x@a.example, false"
    })
    void comparesSchemeHostAndPort(URI a, URI b, boolean same) {
        assertThat(Origin.same(a, b)).isEqualTo(same);
        assertThat(Origin.same(b, a)).isEqualTo(same);
    }
}
