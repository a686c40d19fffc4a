package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.associate.Endpoint;
import io.throughline.correlation.associate.Verdict;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.explain.Condition;
import io.throughline.correlation.explain.Explainer;
import io.throughline.correlation.explain.Proof;
import io.throughline.correlation.explain.Subject;
import io.throughline.correlation.explain.WhyNot;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private final Shop shop = new Shop(1, 75, Faults.database(20, 50))
            .deployed("billing", "2.0", 17)
            .deployed("orders", "1.9", 18)
            .deployed("orders", "1.10", 46);
    private final TelemetryWindow window = shop.window();
    private final CorrelationReport report = CorrelationEngine.ofDefaults().analyze(window);
    private final Explainer explainer = Explainer.of(window, report, CorrelationConfig.defaults());

    @Test
    void provesAnIncidentWithWhatElseWasThoughtOf() {
        Incident incident = report.incidents().get(0);

        Proof proof = explainer.explain(incident.id()).orElseThrow();

        assertThat(proof.claim()).contains("probable cause: Release 1.9 of orders");
        assertThat(proof.significance()).isNull();
        assertThat(proof.inputs())
                .containsAll(incident.episodes().stream().map(Episode::id).toList());
        assertThat(proof.reasons()).isEqualTo(incident.rootCauses().get(0).reasons());
        assertThat(proof.rivals())
                .hasSize(incident.rootCauses().size() - 1 + incident.ruledOut().size());
        assertThat(proof.rivals()).allSatisfy(rival -> assertThat(rival.lost()).isNotEmpty());
        assertThat(proof.completeness()).isEqualTo(window.completeness());
        assertThat(proof.reproductions()).hasSize(proof.inputs().size());
    }

    @Test
    void provesALinkAndAnEpisode() {
        Correlation link = report.correlations().stream()
                .filter(each -> each.verdict() == Verdict.LIKELY_CAUSE
                        && each.to().entity().equals(Shop.project("orders"))
                        && each.from().kind() == Endpoint.Kind.EPISODE)
                .findFirst()
                .orElseThrow();

        Proof proof = explainer.explain(link.id()).orElseThrow();
        Proof episode = explainer.explain(link.to().id()).orElseThrow();

        Proof.Significance significance = Objects.requireNonNull(proof.significance());
        assertThat(significance.qValue()).isEqualTo(link.qValue());
        assertThat(significance.tested()).isEqualTo(link.tested());
        assertThat(proof.inputs())
                .containsExactlyInAnyOrder(link.from().id(), link.to().id());
        assertThat(proof.rivals()).isNotEmpty();
        assertThat(episode.claim()).isNotBlank();
        assertThat(Objects.requireNonNull(episode.significance()).tested())
                .isEqualTo(report.tested().seriesTested());
        assertThat(episode.reproductions())
                .singleElement()
                .satisfies(read -> assertThat(read.span()).isEqualTo(window.span()));
        assertThat(explainer.explain("episode-of-nobody")).isEmpty();
    }

    @Test
    void whatIsLinkedIsNotDenied() {
        WhyNot answer = ask(Shop.DATABASE, Shop.service("orders"));

        assertThat(answer.isLinked()).isTrue();
        assertThat(answer.link()).isNotNull();
        assertThat(explainer.explain(Objects.requireNonNull(answer.link()))).isPresent();
    }

    @Test
    void saysThatNothingHappenedThere() {
        assertThat(ask(Shop.DATABASE, Shop.service("billing")).failed()).isEqualTo(Condition.HAPPENED);
        assertThat(ask(Shop.service("inventory"), Shop.service("orders")).failed())
                .isEqualTo(Condition.HAPPENED);
    }

    @Test
    void saysThatNoWayLeadsThere() {
        WhyNot change = ask(Shop.service("billing"), Shop.service("orders"));
        WhyNot against = ask(Shop.service("storefront"), Shop.DATABASE);

        assertThat(change.failed()).isEqualTo(Condition.CONNECTED);
        assertThat(against.failed()).isEqualTo(Condition.CONNECTED);
        assertThat(against.reason().text()).contains("2 hops");
    }

    @Test
    void saysThatAChangeCameAfterIt() {
        String remedy = window.events().stream()
                .filter(event -> event.title().contains("orders@1.10"))
                .findFirst()
                .orElseThrow()
                .id();

        WhyNot answer = explainer.whyNot(new Subject.Happening(remedy), new Subject.Node(Shop.service("orders")));

        assertThat(answer.failed()).isEqualTo(Condition.NEAR);
        assertThat(answer.reason().text()).contains("after");
    }

    @Test
    void saysWhatIsNotInTheWindow() {
        assertThat(ask(new EntityId("azure", "role", "workspace/elsewhere"), Shop.service("orders"))
                        .failed())
                .isEqualTo(Condition.KNOWN);
        assertThat(explainer
                        .whyNot(new Subject.Happening("nothing"), new Subject.Node(Shop.service("orders")))
                        .reason()
                        .text())
                .startsWith("nothing is not in the window");
    }

    @Test
    void saysThatHistoryIsMissing() {
        Shop young = new Shop(1, 75, 75, Faults.database(20, 50), 20, Duration.ZERO, 1);
        TelemetryWindow read = young.window();
        CorrelationReport said = CorrelationEngine.ofDefaults().analyze(read);
        Explainer about = Explainer.of(read, said, CorrelationConfig.defaults());

        WhyNot answer = about.whyNot(
                new Subject.Series(said.learning().get(0).series()), new Subject.Node(Shop.service("orders")));

        assertThat(answer.failed()).isEqualTo(Condition.LEARNED);
        assertThat(answer.reason().text()).contains("too little history");
    }

    @Test
    void everyTestedPairHasAnAnswerThatFitsItsVerdict() {
        for (Correlation link : report.correlations()) {
            WhyNot answer = explainer.whyNot(
                    new Subject.Happening(link.from().id()),
                    new Subject.Happening(link.to().id()));

            assertThat(answer.isLinked())
                    .as(link.id())
                    .isEqualTo(link.verdict() == Verdict.LIKELY_CAUSE || link.verdict() == Verdict.ASSOCIATED);
            assertThat(answer.link()).isEqualTo(link.id());
        }
    }

    private WhyNot ask(EntityId cause, EntityId effect) {
        return explainer.whyNot(new Subject.Node(cause), new Subject.Node(effect));
    }
}
