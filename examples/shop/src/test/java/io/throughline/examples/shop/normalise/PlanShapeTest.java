package io.throughline.examples.shop.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class PlanShapeTest {
    private static PlanShape shape(String scan) throws Exception {
        return PlanShape.of(JsonMapper.builder()
                .build()
                .readTree("[{\"Plan\":{\"Node Type\":\"Limit\",\"Plans\":[{\"Node Type\":\"Sort\",\"Sort"
                        + " Key\":[\"placed_at\"],\"Plans\":[" + scan + "]}]}}]"));
    }

    @Test
    void isTheNodesTablesAndIndexesFromTheOutermostInwards() throws Exception {
        PlanShape shape =
                shape("{\"Node Type\":\"Index Scan\",\"Index Name\":\"by_email\",\"Relation Name\":\"orders\"}");

        assertThat(shape.text()).isEqualTo("Limit(Sort(Index Scan by_email orders))");
    }

    @Test
    void costsAndConditionsDoNotChangeThePlansId() throws Exception {
        PlanShape one = shape(
                "{\"Node Type\":\"Seq Scan\",\"Relation Name\":\"orders\",\"Total Cost\":12.5,\"Filter\":\"a = $1\"}");
        PlanShape other = shape("{\"Node Type\":\"Seq Scan\",\"Relation Name\":\"orders\",\"Total Cost\":99.0}");

        assertThat(one.id()).isEqualTo(other.id()).isPositive();
    }

    @Test
    void anotherIndexIsAnotherPlan() throws Exception {
        PlanShape one =
                shape("{\"Node Type\":\"Index Scan\",\"Index Name\":\"by_email\",\"Relation Name\":\"orders\"}");
        PlanShape other = shape("{\"Node Type\":\"Seq Scan\",\"Relation Name\":\"orders\"}");

        assertThat(one.id()).isNotEqualTo(other.id());
    }
}
