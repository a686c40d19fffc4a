package io.throughline.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {

    @Test
    void areSortedAndKeepTheirTypes() {
        Attributes attributes = Attributes.builder()
                .put("z", "text")
                .put("b", 2L)
                .put("a", 0.5)
                .put("c", true)
                .build();

        assertThat(attributes).hasToString("{a=0.5, b=2, c=true, z=text}");
        assertThat(attributes.value("b")).contains(2L);
        assertThat(attributes.text("b")).contains("2");
        assertThat(attributes.value("missing")).isEmpty();
        assertThat(attributes.size()).isEqualTo(4);
    }

    @Test
    void leaveOutWhatTheVendorDidNotSay() {
        assertThat(Attributes.builder().put("a", (String) null).build())
                .isEqualTo(Attributes.empty())
                .satisfies(attributes -> assertThat(attributes.isEmpty()).isTrue());
    }

    @Test
    void areEqualWhateverTheOrderTheyCameIn() {
        Attributes one = Attributes.of("a", "1", "b", "2");
        Attributes other = Attributes.of("b", "2", "a", "1");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isEqualByComparingTo(other);
    }

    @Test
    void tellApartWhatOnlyReadsTheSame() {
        Attributes text = Attributes.of("a", "1");
        Attributes number = Attributes.builder().put("a", 1L).build();
        Attributes two = Attributes.of("a", "1", "b", "2");
        Attributes tricky = Attributes.of("a", "1, b=2");

        for (List<Attributes> pair : List.of(List.of(text, number), List.of(two, tricky))) {
            assertThat(pair.get(0)).isNotEqualTo(pair.get(1));
            assertThat(pair.get(0).compareTo(pair.get(1))).isNotZero();
            assertThat(Integer.signum(pair.get(0).compareTo(pair.get(1))))
                    .isEqualTo(-Integer.signum(pair.get(1).compareTo(pair.get(0))));
        }
    }

    @Test
    void doNotChangeWithWhatTheyWereMadeFrom() {
        Map<String, Object> source = new HashMap<>(Map.of("a", 1));
        Attributes attributes = Attributes.copyOf(source);
        Attributes.Builder builder = attributes.toBuilder();
        source.put("b", 2);
        builder.put("c", "3");

        assertThat(attributes).isEqualTo(Attributes.builder().put("a", 1L).build());
        assertThatThrownBy(() -> attributes.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refuseOtherTypesAndBlankKeys() {
        assertThatIllegalArgumentException().isThrownBy(() -> Attributes.copyOf(Map.of("a", List.of())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.builder().put("a", Double.NaN))
                .withMessageContaining("'a'");
        assertThatIllegalArgumentException().isThrownBy(() -> Attributes.of(" ", "x"));
    }

    @Test
    void addAllOfOthersOverTheirOwn() {
        assertThat(Attributes.of("a", "old", "b", "kept").toBuilder()
                        .putAll(Attributes.of("a", "new"))
                        .build())
                .isEqualTo(Attributes.of("a", "new", "b", "kept"));
    }
}
