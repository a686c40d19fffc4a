package io.throughline.examples.dashboards.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AssetsTest {

    private final Assets assets = new Assets();

    @Test
    void the_chart_library_is_what_its_publisher_published() throws IOException {
        String folder = "/io/throughline/examples/dashboards/assets/echarts-6.1.0/";
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(folder + "SHA256SUMS"))) {
            List<String> sums = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(sums).hasSize(4);
            for (String sum : sums) {
                String[] parts = sum.split(" +", 2);
                assertThat(assets.find("echarts-6.1.0/" + parts[1]))
                        .hasValueSatisfying(asset -> assertThat(asset.sha256()).isEqualTo(parts[0]));
            }
        }
    }

    @Test
    void a_path_changes_with_the_content_so_that_it_may_be_kept() {
        assertThat(assets.path("charts.js")).matches("/assets/charts\\.js\\?v=[0-9a-f]{12}");
    }

    @Test
    void nothing_beside_the_listed_files_can_be_asked_for() {
        assertThat(assets.find("../DashboardServer.class")).isEmpty();
        assertThat(assets.find("echarts-6.1.0/SHA256SUMS")).isEmpty();
    }
}
