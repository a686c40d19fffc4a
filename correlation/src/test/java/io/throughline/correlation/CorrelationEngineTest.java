package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.correlation.assemble.TimelineEntry;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.associate.Verdict;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.rank.CauseKind;
import io.throughline.correlation.rank.ChangeReference;
import io.throughline.correlation.rank.Mechanism;
import io.throughline.correlation.rank.RootCause;
import io.throughline.correlation.rank.RuledOut;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationEngineTest {

    private static final int STRETCH = 75;
    private static final int ONSET = 20;
    private static final int END = 50;

    private static CorrelationReport analyzed(Shop shop) {
        return CorrelationEngine.ofDefaults().analyze(shop.window());
    }

    private static Incident only(CorrelationReport report) {
        assertThat(report.incidents()).hasSize(1);
        return report.incidents().get(0);
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WhenAReleaseFlipsAQueryPlan {

        private final Shop shop = new Shop(1, STRETCH, Faults.database(ONSET, END))
                .deployed("inventory", "3.1", -200)
                .deployed("orders", "1.9", ONSET - 2)
                .deployed("orders", "1.10", END - 4);
        private final CorrelationReport report = analyzed(shop);

        @Test
        void findsOneIncidentThroughAllServicesFromOnsetToRecovery() {
            Incident incident = only(report);

            assertThat(incident.start()).isEqualTo(shop.at(ONSET));
            assertThat(Duration.between(shop.at(END), Objects.requireNonNull(incident.end()))
                            .abs())
                    .isLessThanOrEqualTo(Duration.ofMinutes(3));
            assertThat(incident.products()).containsExactly(EntityId.product("shop"));
            assertThat(incident.services())
                    .contains(Shop.service("orders"), Shop.service("storefront"), Shop.DATABASE)
                    .doesNotContain(Shop.service("billing"));
        }

        @Test
        void ranksTheReleaseFirstWithTheQueryAsItsMechanism() {
            RootCause cause = only(report).rootCauses().get(0);

            assertThat(cause.rank()).isEqualTo(1);
            assertThat(cause.kind()).isEqualTo(CauseKind.CHANGE);
            assertThat(cause.entity()).isEqualTo(Shop.service("orders"));
            ChangeReference change = Objects.requireNonNull(cause.change());
            assertThat(change.version()).isEqualTo("orders@1.9");
            assertThat(change.at()).isEqualTo(shop.at(ONSET - 2));
            Mechanism mechanism = Objects.requireNonNull(cause.mechanism());
            assertThat(mechanism.queryHash()).isEqualTo("query-1");
            assertThat(mechanism.entity()).isEqualTo(Shop.DATABASE);
            assertThat(cause.reasons())
                    .extracting(reason -> reason.code())
                    .contains("shortly-before-onset", "explains");
        }

        @Test
        void linksLatencyToErrorsWithTheTrueLag() {
            List<Correlation> links = only(report).correlations().stream()
                    .filter(link -> link.from().entity().equals(Shop.role("orders")))
                    .filter(link -> link.to().entity().equals(Shop.project("orders")))
                    .filter(link -> link.from().label().contains("latency"))
                    .toList();

            assertThat(links).hasSize(2).allSatisfy(link -> {
                assertThat(link.verdict()).isEqualTo(Verdict.LIKELY_CAUSE);
                assertThat(link.lag().best()).isEqualTo(Duration.ofMinutes(3));
                assertThat(link.lag().most().minus(link.lag().least())).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
                assertThat(link.qValue()).isLessThan(0.05);
                assertThat(link.tested()).isGreaterThan(report.tested().pairs());
                assertThat(link.evidence()).extracting(reason -> reason.code()).contains("no-traffic-surge");
            });
        }

        @Test
        void rulesOutTheEarlierReleaseTheRemedyTheProcessorsAndTheTraffic() {
            List<RuledOut> ruledOut = only(report).ruledOut();

            assertThat(ruledOut)
                    .filteredOn(no -> no.kind() == CauseKind.CHANGE)
                    .extracting(no -> no.reason().code())
                    .containsExactlyInAnyOrder("long-before", "after-onset");
            assertThat(ruledOut).extracting(RuledOut::kind).contains(CauseKind.RESOURCE_SATURATION, CauseKind.TRAFFIC);
        }

        @Test
        void tellsTheStoryInOrderWithTheRemedyAsAResponse() {
            List<TimelineEntry> timeline = only(report).timeline();

            assertThat(timeline).isSorted();
            assertThat(timeline.get(0).phase()).isEqualTo(TimelineEntry.Phase.TRIGGER);
            assertThat(timeline)
                    .filteredOn(entry -> entry.title().contains("1.10"))
                    .extracting(TimelineEntry::phase)
                    .containsExactly(TimelineEntry.Phase.RESPONSE);
            assertThat(timeline).extracting(TimelineEntry::lane).contains("azure", "sentry");
        }

        @Test
        void givesFiguresThatCanBeChecked() {
            Episode latency = report.episodes().stream()
                    .filter(episode -> episode.series().metric().equals(Metrics.REQUEST_DURATION))
                    .filter(episode -> episode.entity().equals(Shop.role("orders")))
                    .findFirst()
                    .orElseThrow();

            assertThat(latency.signal()).isEqualTo(SignalClass.LATENCY);
            assertThat(latency.effect().ratio()).isCloseTo(9 * 1.2, within(2.5));
            assertThat(latency.effect().baseline())
                    .isBetween(latency.effect().lower(), latency.effect().upper());
            assertThat(latency.effect().observed())
                    .isGreaterThan(latency.effect().upper());
            assertThat(latency.onsetBounds().contains(shop.at(ONSET))).isTrue();
            assertThat(latency.effect().baselineSupport()).isGreaterThan(4000);
        }

        @Test
        void keepsItsIdentityWhileTheWindowSlides() {
            Shop shorter = new Shop(1, ONSET + 15, Faults.database(ONSET, END)).deployed("orders", "1.9", ONSET - 2);

            Incident early = only(analyzed(shorter));

            assertThat(early.isOpen()).isTrue();
            assertThat(early.id()).isEqualTo(only(report).id());
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WhenAProcessorFills {

        private final Shop shop = new Shop(2, STRETCH, Faults.processor(ONSET, END))
                .deployed("billing", "7.0", ONSET - 3)
                .deployed("orders", "1.9", -7 * 60);
        private final CorrelationReport report = analyzed(shop);

        @Test
        void blamesTheHostOfTheDeepestServiceAndNoChange() {
            Incident incident = only(report);

            RootCause cause = incident.rootCauses().get(0);
            assertThat(cause.kind()).isEqualTo(CauseKind.RESOURCE_SATURATION);
            assertThat(cause.entity()).isEqualTo(Shop.plan("inventory"));
            assertThat(incident.rootCauses()).noneMatch(other -> other.kind() == CauseKind.CHANGE);
        }

        @Test
        void saysWhyEachChangeIsNoCause() {
            assertThat(only(report).ruledOut())
                    .filteredOn(no -> no.kind() == CauseKind.CHANGE)
                    .extracting(no -> no.reason().code())
                    .contains("another-path", "long-before");
        }
    }

    @Nested
    class WhenNothingIsWrong {

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {11, 12, 13, 14, 15, 16})
        void findsNoIncidentThoughTheLevelIsNewAndSamplingEnds(long seed) {
            CorrelationReport report = analyzed(new Shop(seed, STRETCH, Faults.none()).deployed("orders", "1.9", 10));

            assertThat(report.incidents()).isEmpty();
            assertThat(report.tested().seriesTested()).isGreaterThan(30);
        }

        @Test
        void takesTheDailyShapeForNormal() {
            Shop shop = new Shop(17, 12 * 60, Faults.none());

            CorrelationReport report = analyzed(shop);

            assertThat(report.episodes()).isEmpty();
        }

        @Test
        void doesNotTakeAHoleInTheDataForAnOutage() {
            Shop shop = new Shop(18, STRETCH, new Shop.Fault() {
                @Override
                public boolean silent(int minute) {
                    return Faults.within(minute, 30, 45);
                }
            });

            assertThat(analyzed(shop).incidents()).isEmpty();
            assertThat(analyzed(shop).episodes()).isEmpty();
        }

        @Test
        void aBusyProcessorAloneIsNoIncident() {
            Shop shop = new Shop(19, STRETCH, new Shop.Fault() {
                @Override
                public double cpu(String service, int minute) {
                    return service.equals("orders") && Faults.within(minute, 20, 50) ? 0.95 : 0.3;
                }
            });

            CorrelationReport report = analyzed(shop);

            assertThat(report.episodes()).extracting(Episode::signal).containsExactly(SignalClass.SATURATION);
            assertThat(report.incidents()).isEmpty();
        }
    }

    @Nested
    class WhenMoreTrafficComes {

        @Test
        void blamesTheTrafficAndCallsLatencyAndErrorsItsCommonEffects() {
            Shop shop = new Shop(3, STRETCH, new Shop.Fault() {
                @Override
                public double busier(String service, int minute) {
                    return service.equals("billing") && Faults.within(minute, 20, 50) ? 4 : 1;
                }

                @Override
                public double slower(String service, int minute) {
                    return service.equals("billing") && Faults.within(minute, 21, 50) ? 5 : 1;
                }

                @Override
                public double failing(String service, int minute) {
                    return service.equals("billing") && Faults.within(minute, 23, 50) ? 0.3 : 0;
                }
            });

            CorrelationReport report = analyzed(shop);

            assertThat(only(report).rootCauses().get(0).kind()).isEqualTo(CauseKind.TRAFFIC);
            assertThat(report.correlations())
                    .filteredOn(link -> link.from().label().contains("latency")
                            && link.to().label().contains("errors"))
                    .isNotEmpty()
                    .allMatch(link -> link.verdict() == Verdict.COMMON_CAUSE);
        }
    }

    @Test
    void twoIndependentFaultsAtOneTimeStayTwoIncidents() {
        Shop.Fault database = Faults.database(ONSET, END);
        Shop shop = new Shop(4, STRETCH, new Shop.Fault() {
                    @Override
                    public double slower(String service, int minute) {
                        return service.equals("billing") && Faults.within(minute, 22, 48)
                                ? 7
                                : database.slower(service, minute);
                    }

                    @Override
                    public double failing(String service, int minute) {
                        return database.failing(service, minute);
                    }

                    @Override
                    public double query(int minute) {
                        return database.query(minute);
                    }
                })
                .deployed("orders", "1.9", ONSET - 2);

        List<Incident> incidents = analyzed(shop).incidents();

        assertThat(incidents).hasSize(2);
        assertThat(incidents.get(0).services()).contains(Shop.service("orders"));
        assertThat(incidents.get(0).rootCauses().get(0).kind()).isEqualTo(CauseKind.CHANGE);
        assertThat(incidents.get(1).services()).containsExactly(Shop.service("billing"));
        assertThat(incidents.get(1).rootCauses().get(0).kind()).isEqualTo(CauseKind.UNKNOWN);
    }

    @Test
    void saysLearningInsteadOfAllWellWithoutHistory() {
        Shop shop = new Shop(5, 40, 40, Faults.database(ONSET, 40), 0, Duration.ZERO, 1);

        CorrelationReport report = analyzed(shop);

        assertThat(report.incidents()).isEmpty();
        assertThat(report.learning()).isNotEmpty();
        assertThat(report.tested().seriesLearning()).isEqualTo(report.learning().size());
    }

    @Test
    void findsTheIncidentWithHoursOfHistoryOnly() {
        Shop shop = new Shop(6, STRETCH, STRETCH, Faults.database(ONSET, END), 6 * 60, Duration.ZERO, 1)
                .deployed("orders", "1.9", ONSET - 2);

        RootCause cause = only(analyzed(shop)).rootCauses().get(0);

        assertThat(cause.kind()).isEqualTo(CauseKind.CHANGE);
    }

    @Test
    void takesWhatTwoSourcesTellOfOneRolloutForOneCause() {
        Shop shop = new Shop(1, STRETCH, Faults.database(ONSET, END)).deployed("orders", "1.9", ONSET - 2);
        Instant swapped = shop.at(ONSET - 2).plusSeconds(30);
        shop.event(new Change(
                new EventHeader(
                        Shop.role("orders"),
                        "production",
                        swapped,
                        swapped.plusSeconds(120),
                        "Swap Web App Slots: orders",
                        Attributes.empty(),
                        new Provenance("azure/changes", "swap", null)),
                Change.Type.DEPLOYMENT,
                null,
                null,
                "Succeeded",
                List.of()));

        Incident incident = only(analyzed(shop));

        assertThat(incident.rootCauses())
                .filteredOn(cause -> cause.kind() == CauseKind.CHANGE)
                .singleElement()
                .satisfies(cause -> assertThat(
                                Objects.requireNonNull(cause.change()).version())
                        .isEqualTo("orders@1.9"));
        assertThat(incident.rootCauses().get(0).kind()).isEqualTo(CauseKind.CHANGE);
        assertThat(incident.ruledOut()).noneMatch(other -> other.toString().contains("Swap Web App Slots"));
    }

    /** Its day begins two minutes before the symptoms, by chance. */
    @Test
    void blamesNoReleaseOfWhichOnlyTheDayIsKnown() {
        Shop shop = new Shop(1, STRETCH, Faults.database(ONSET, END));
        Instant midnight = shop.at(ONSET - 2);
        shop.event(new Change(
                new EventHeader(
                        Shop.role("orders"),
                        null,
                        midnight,
                        midnight.plus(Duration.ofDays(1)),
                        "ORD 2.0 released",
                        Attributes.empty(),
                        new Provenance("jira/versions", "20", null)),
                Change.Type.RELEASE,
                "2.0",
                null,
                "released",
                List.of()));

        Incident incident = only(analyzed(shop));

        assertThat(incident.rootCauses()).noneMatch(cause -> cause.kind() == CauseKind.CHANGE);
        assertThat(incident.correlations()).noneMatch(link -> link.toString().contains("ORD 2.0"));
    }

    @Test
    void datesTheIncidentByItsJumpNotByALesserSlownessBefore() {
        Shop shop = new Shop(8, STRETCH, new Shop.Fault() {
            @Override
            public double slower(String service, int minute) {
                return !service.equals("billing") || minute >= END ? 1 : minute >= ONSET ? 100 : minute >= 15 ? 1.7 : 1;
            }
        });

        CorrelationReport report = analyzed(shop);

        assertThat(only(report).start()).isEqualTo(shop.at(ONSET));
    }

    @Test
    void anEarlierIncidentInTheHistoryDoesNotTeachItselfIn() {
        Shop.Fault now = Faults.database(ONSET, END);
        Shop.Fault before = Faults.database(ONSET - 1440, END - 1440);
        Shop shop = new Shop(7, STRETCH, new Shop.Fault() {
            @Override
            public double slower(String service, int minute) {
                return Math.max(now.slower(service, minute), before.slower(service, minute));
            }

            @Override
            public double failing(String service, int minute) {
                return Math.max(now.failing(service, minute), before.failing(service, minute));
            }
        });

        CorrelationReport report = analyzed(shop);

        assertThat(only(report).start()).isEqualTo(shop.at(ONSET));
    }
}
