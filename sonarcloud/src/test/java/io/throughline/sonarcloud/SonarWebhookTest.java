package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.Secret;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.webhook.InvalidSignatureException;
import io.throughline.core.webhook.WebhookKey;
import io.throughline.sonarcloud.webhook.SonarDelivery;
import io.throughline.sonarcloud.webhook.SonarWebhook;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SonarWebhookTest {

    private final WebhookKey key = WebhookKey.of(Secret.of("a secret of 20 chars"));
    private final SonarWebhook webhook = SonarWebhook.signedWith(key);

    private SonarDelivery read(String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return webhook.read(bytes, key.sign(bytes));
    }

    @Test
    void anAnalysisOfAPullRequestBringsItsVerdictAndItsProperties() {
        SonarDelivery delivery = read("""
            {'serverUrl':'https://sonarcloud.io','taskId':'t','status':'SUCCESS','analysedAt':'2026-11-22T16:08:20+0000',
             'revision':'3997bd','project':{'key':'k','name':'K','url':'https://sonarcloud.io/dashboard?id=k'},
             'branch':{'name':'17','type':'PULL_REQUEST','isMain':false},
             'qualityGate':{'name':'Sonar way','status':'OK','conditions':[
               {'metric':'new_coverage','operator':'LESS_THAN','status':'NO_VALUE','errorThreshold':'80'},null]},
             'properties':{'sonar.analysis.deployId':'d-77','sonar.analysis.none':null},'member of tomorrow':[1]}\
            """);

        assertThat(delivery.isSuccess()).isTrue();
        assertThat(delivery.analysedAt()).isEqualTo("2026-11-22T16:08:20Z");
        assertThat(delivery.properties()).containsOnlyKeys("sonar.analysis.deployId");
        assertThat(delivery.branch()).isNotNull().satisfies(branch -> {
            assertThat(branch.type()).isEqualTo("PULL_REQUEST");
            assertThat(branch.isMain()).isFalse();
        });
        assertThat(delivery.qualityGate())
                .isNotNull()
                .satisfies(gate -> assertThat(gate.conditions()).singleElement().satisfies(condition -> {
                    assertThat(condition.status()).isEqualTo("NO_VALUE");
                    assertThat(condition.value()).isNull();
                }));
    }

    @Test
    void aFailedTaskHasNoVerdict() {
        SonarDelivery delivery = read("{'taskId':'t','status':'FAILED','project':{'key':'k'},'properties':{}}");

        assertThat(delivery.isSuccess()).isFalse();
        assertThat(delivery.qualityGate()).isNull();
        assertThat(delivery.analysedAt()).isNull();
    }

    @Test
    void onlyWhatIsSignedIsRead() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        byte[] other = "{ }".getBytes(StandardCharsets.UTF_8);

        assertThat(webhook.read(body, key.sign(body).toUpperCase(Locale.ROOT))).isNotNull();
        for (String signature : new String[] {null, "", "no hex", key.sign(other)}) {
            assertThatThrownBy(() -> webhook.read(body, signature)).isInstanceOf(InvalidSignatureException.class);
        }
    }

    @Test
    void whatIsNoDeliveryIsRefusedByPlace() {
        assertThatThrownBy(() -> read("{'status':['x']}"))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("sonarcloud: read webhook")
                .hasMessageContaining("status");
    }
}
