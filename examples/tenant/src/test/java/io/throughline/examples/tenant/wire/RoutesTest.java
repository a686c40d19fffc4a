package io.throughline.examples.tenant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final Routes.Handler ECHO =
            request -> WireResponse.empty(200).with("Path", request.path().toString());

    private final Routes routes = Routes.ignoringCase(
                    request -> WireResponse.empty(404), request -> WireResponse.empty(405))
            .get("/a/{one}/b", ECHO)
            .post("/a/{one}/c", ECHO)
            .get("/{rest*}/end", ECHO);

    @Test
    void decodesWhatPlaceholdersMatch() {
        assertThat(answer("GET", "/a/x%40y+z/b")).isEqualTo("200 {one=x@y+z}");
    }

    @Test
    void letsAStarMatchSeveralSegments() {
        assertThat(answer("GET", "/p/q/r/end")).isEqualTo("200 {rest=p/q/r}");
    }

    @Test
    void keepsPlaceholdersWithinASegment() {
        assertThat(answer("GET", "/a/x/y/b")).isEqualTo("404 null");
    }

    @Test
    void ignoresCaseWhereAsked() {
        assertThat(answer("GET", "/A/x/B")).isEqualTo("200 {one=x}");
    }

    @Test
    void tellsAWrongMethodFromAWrongPath() {
        assertThat(answer("GET", "/a/x/c")).isEqualTo("405 null");
        assertThat(answer("GET", "/nowhere")).isEqualTo("404 null");
    }

    private String answer(String method, String path) {
        WireResponse response =
                routes.answer(new WireRequest(method, path, Map.of(), Map.of("q", List.of()), Map.of(), ""));
        return response.status() + " " + response.headers().get("Path");
    }
}
