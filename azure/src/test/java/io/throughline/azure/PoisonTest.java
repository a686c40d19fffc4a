package io.throughline.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.SourceProvider.SourceConfig;
import io.throughline.core.http.CallMeter;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that nobody can understand, among good ones; and whose calls they came by. */
class PoisonTest {

    private static final TimeWindow HOUR = TimeWindow.endingAt(AzureStub.NOW, Duration.ofHours(1));

    private final AzureStub azure = AzureStub.start();
    private final CallMeter meter = CallMeter.over(azure.httpClient());
    private final TelemetryBatch batch = new TelemetryBatch();

    @TempDir
    private Path folder;

    @BeforeEach
    void tokenAndInventory() {
        azure.server()
                .stubFor(post(urlPathMatching("/.*/oauth2/v2.0/token"))
                        .willReturn(okJson("{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\""
                                + FakeEntra.TOKEN + "\"}")));
        azure.server()
                .stubFor(post(urlPathEqualTo("/providers/Microsoft.ResourceGraph/resources"))
                        .willReturn(
                                okJson("{\"totalRecords\":0,\"count\":0,\"resultTruncated\":\"false\",\"data\":[]}")));
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private TelemetryStream stream(String name) {
        try {
            Map<String, Object> values = new HashMap<>();
            values.put("credential", "client-secret");
            values.put("tenantId", "72f988bf-0000-4000-8000-0000000000cc");
            values.put("clientId", "app-1");
            values.put("clientSecret", "${file:" + Files.writeString(folder.resolve("secret"), "s3cr3t") + "}");
            values.put("subscriptions", List.of(AzureStub.SUBSCRIPTION));
            values.put("workspaces", Map.of("production", Map.of("id", AzureStub.WORKSPACE)));
            String address = azure.address().toString();
            values.put(
                    "endpoints",
                    Map.of("authority", address, "resourceManager", address, "logs", address, "metrics", address));
            return new AzureSourceProvider()
                            .configure(new SourceConfig(ConfigSection.of("azure", values, new ArrayList<>()), Map.of()))
                            .open(new SourceRuntime(azure.time(), meter.client(), null))
                            .streams()
                            .stream()
                            .filter(stream -> stream.name().equals(name))
                            .findFirst()
                            .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String alert(String guid, String started) {
        return """
                {"id":"/subscriptions/%s/providers/Microsoft.AlertsManagement/alerts/%s","name":"cpu of jo@acme.example",
                 "properties":{"essentials":{"severity":"Sev1","alertState":"New","monitorCondition":"Fired",
                 "startDateTime":"%s","lastModifiedDateTime":"2026-11-22T11:30:00Z"}}}""".formatted(AzureStub.SUBSCRIPTION, guid, started);
    }

    private void alerts(String json) {
        azure.server().stubFor(any(urlPathMatching("/subscriptions/.*/alerts")).willReturn(okJson(json)));
    }

    @Test
    void anAlertWithATimeThatIsNoneIsSetAsideAndTheOthersArrive() {
        alerts("{\"value\":[" + alert("a", "2026-11-22T11:00:00Z") + "," + alert("b", "one hour ago") + ","
                + alert("c", "2026-11-22T11:10:00Z") + "]}");

        StreamCompleteness told =
                ((RevisedStream) stream("azure/alerts")).read(null, HOUR, batch).completeness();

        assertThat(batch.events())
                .extracting(event -> event.provenance().vendorId())
                .containsExactly("a", "c");
        assertThat(batch.setAside()).singleElement().satisfies(record -> {
            assertThat(record.stream()).isEqualTo("azure/alerts");
            assertThat(record.vendorId()).endsWith("/alerts/b");
            assertThat(record.time()).isEqualTo("2026-11-22T11:30:00Z");
            assertThat(record.reason()).contains("startDateTime", "'aaa aaaa aaa'");
            assertThat(record.record()).doesNotContain("acme.example");
        });
        assertThat(told.notes()).anyMatch(note -> note.contains("set aside"));
    }

    @Test
    void aRowOfLogsWithoutTimeOrWithANegativeCountIsSetAside() {
        azure.server().stubFor(post(urlPathMatching("/v1/workspaces/.*")).willReturn(okJson("""
                {"tables":[{"name":"PrimaryResult","columns":[
                 {"name":"Step","type":"datetime"},{"name":"AppRoleName","type":"string"},{"name":"ExceptionType","type":"string"},
                 {"name":"Items","type":"long"},{"name":"Stored","type":"long"}],
                 "rows":[["2026-11-22T11:05:00Z","api","A",3,3],[null,"api","B",1,1],["2026-11-22T11:06:00Z","api","C",-4,1],
                         ["soon","api","D",1,1]]}]}""")));

        StreamCompleteness told = ((MeasuredStream) stream("azure/exceptions")).read(HOUR, batch);

        assertThat(batch.series()).as("%s", batch.setAside()).hasSize(1);
        assertThat(batch.setAside())
                .extracting(record -> record.reason())
                .containsExactlyInAnyOrder(
                        "AppExceptions: column Step holds no time",
                        "AppExceptions: column Items is negative: -4",
                        "AppExceptions: column Step must hold a datetime, holds 'aaaa'");
        assertThat(batch.setAside())
                .allSatisfy(record -> assertThat(HOUR.contains(record.time())).isTrue());
        assertThat(told.notes()).anyMatch(note -> note.startsWith("3 records could not be understood"));
    }

    @Test
    void anAnswerThatIsDamagedAsAWholeFailsTheRead() {
        alerts("{\"value\":[" + alert("a", "2026-11-22T11:00:00Z"));

        assertThatThrownBy(() -> ((RevisedStream) stream("azure/alerts")).read(null, HOUR, batch))
                .isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void everyRequestCountsForTheStreamThatReadsIt() {
        alerts("{\"value\":[]}");
        RevisedStream stream = (RevisedStream) stream("azure/alerts");
        Supplier<Object> read = () -> stream.read(null, HOUR, batch);

        try (CallMeter.Allowance allowance = meter.allow(null)) {
            allowance.during("azure/alerts", read);
        }

        int made = azure.server().findAll(anyRequestedFor(anyUrl())).size();
        assertThat(made).as("a token, the inventory, the alerts").isEqualTo(3);
        assertThat(meter.calls("azure/alerts")).isEqualTo(made);
        assertThat(meter.calls()).isEqualTo(made);
    }
}
