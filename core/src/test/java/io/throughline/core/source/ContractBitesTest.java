package io.throughline.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TelemetrySourceContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A source that does one thing wrong fails the test of the contract that is about it. */
class ContractBitesTest {

    @Test
    void aPointOutsideOfTheWindow() {
        bites("aWindowHoldsOnlyWhatLiesInIt", "lies outside of the windows to replace", source -> new WrongSource(source) {
            @Override
            StreamCompleteness measured(MeasuredStream stream, TimeWindow window, TelemetrySink sink) {
                return super.measured(stream, new TimeWindow(window.from().minusSeconds(3600), window.to()), sink);
            }
        });
    }

    @Test
    void thePointAtTheBorderOfAWindow() {
        bites("anySplitOfASpanReadsTheSame", "differ", source -> new WrongSource(source) {
            @Override
            StreamCompleteness measured(MeasuredStream stream, TimeWindow window, TelemetrySink sink) {
                TimeWindow open = new TimeWindow(window.from().plusMillis(1), window.to());
                return super.measured(stream, open, sink);
            }
        });
    }

    @Test
    void valuesThatAreNeverTheSame() {
        AtomicInteger reads = new AtomicInteger();
        bites("theSameWindowReadsTheSame", "differ", source -> new WrongSource(source) {
            @Override
            StreamCompleteness measured(MeasuredStream stream, TimeWindow window, TelemetrySink sink) {
                TelemetryBatch batch = new TelemetryBatch();
                StreamCompleteness said = super.measured(stream, window, batch);
                int read = reads.incrementAndGet();
                for (Series series : batch.series()) {
                    if (series instanceof NumberSeries numbers) {
                        double[] values = numbers.values();
                        values[0] += read;
                        sink.series(NumberSeries.of(
                                numbers.key(), numbers.step().orElse(null), numbers.times(), values));
                    }
                }
                return said;
            }
        });
    }

    @Test
    void aFailureTakenForNothing() {
        bites(
                "aVendorThatCannotBeReadIsToldOfAndNeverTakenForEmpty",
                "calls a read complete though its vendor cannot be read",
                source -> new WrongSource(source) {
                    @Override
                    StreamCompleteness measured(MeasuredStream stream, TimeWindow window, TelemetrySink sink) {
                        try {
                            return super.measured(stream, window, sink);
                        } catch (ThroughlineException e) {
                            return StreamCompleteness.complete(stream.name(), window.to());
                        }
                    }
                });
    }

    @Test
    void aCensusOfNothingWhileTheVendorIsDown() {
        bites(
                "aVendorThatCannotBeReadIsToldOfAndNeverTakenForEmpty",
                "would be deleted",
                source -> new WrongSource(source) {
                    @Override
                    Optional<Set<String>> census(RevisedStream stream, TimeWindow horizon) {
                        return Optional.of(Set.of());
                    }
                });
    }

    @Test
    void aSecretInAMessage() {
        bites(
                "aVendorThatCannotBeReadIsToldOfAndNeverTakenForEmpty",
                "tells a secret",
                source -> new WrongSource(source) {
                    @Override
                    Revisions revised(
                            RevisedStream stream, @Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
                        throw new ThroughlineException(Category.CREDENTIALS, "the token s3cret was refused", null);
                    }
                });
    }

    @Test
    void arrivalsThatMissWhatIsThere() {
        bites(
                "arrivalsAreGridWindowsOfTheHorizonAndMissNothingThatIsThere",
                "is not among the arrivals",
                source -> new WrongSource(source) {
                    @Override
                    List<TimeWindow> arrivals(MeasuredStream stream, Instant since, TimeWindow horizon) {
                        return super.arrivals(stream, since.plus(Duration.ofHours(23)), horizon);
                    }
                });
    }

    @Test
    void lateDataThatNobodyFinds() {
        bites("whatArrivesLaterIsFoundAsIfAllWereReadAnew", "differ", source -> new WrongSource(source) {
            @Override
            List<TimeWindow> arrivals(MeasuredStream stream, Instant since, TimeWindow horizon) {
                return List.of();
            }
        });
    }

    @Test
    void aCursorThatIsGoodForOneSourceOnly() {
        bites("aWalkEndsAndMayBeGoneOnFromEachOfItsCursors", "differ", source -> new WrongSource(source) {
            private boolean begun;

            @Override
            Revisions revised(RevisedStream stream, @Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
                // Another source that did not begin the walk takes the cursor for the end.
                begun |= cursor == null;
                return begun
                        ? super.revised(stream, cursor, horizon, sink)
                        : new Revisions("9", false, StreamCompleteness.complete(stream.name(), horizon.to()));
            }
        });
    }

    @Test
    void aWalkWithoutEnd() {
        bites("aWalkEndsAndMayBeGoneOnFromEachOfItsCursors", "no end after", source -> new WrongSource(source) {
            @Override
            Revisions revised(RevisedStream stream, @Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
                Revisions right = super.revised(stream, cursor, horizon, sink);
                return new Revisions(right.cursor(), true, right.completeness());
            }
        });
    }

    @Test
    void aCensusThatForgets() {
        bites("aCensusListsEverythingThatWasDelivered", "not in the census", source -> new WrongSource(source) {
            @Override
            Optional<Set<String>> census(RevisedStream stream, TimeWindow horizon) {
                return Optional.of(Set.of("a"));
            }
        });
    }

    @Test
    void aSourceThatClosingDoesNotClose() {
        bites("closedTwiceItReadsNoMore", "can still be read", source -> new WrongSource(source) {
            @Override
            public void close() {
                // goes on
            }
        });
    }

    @Test
    void aStreamUnderAnotherName() {
        bites("streamsHaveStableNamesUnderTheSourcesId", "does not begin with", source -> new WrongSource(source) {
            @Override
            public String id() {
                return "other";
            }
        });
    }

    @Test
    void aPlanThatReads() {
        bites("aPlanReadsNoTelemetryAndNamesKnownStreams", "a plan reads no telemetry", source -> new WrongSource(source) {
            @Override
            public SourcePlan plan(TimeWindow horizon, Duration every) {
                ((RevisedStream) right.streams().get(1)).read(null, horizon, new TelemetryBatch());
                return super.plan(horizon, every);
            }
        });
    }

    private static void bites(String test, String told, UnaryOperator<TelemetrySource> wrong) {
        ScriptedSourceContractTest right = new ScriptedSourceContractTest();
        assertThat(failure(right, test)).as("a right source passes").isNull();
        ScriptedSourceContractTest subject = new ScriptedSourceContractTest() {
            @Override
            protected TelemetrySource open() {
                return wrong.apply(super.open());
            }

            @Override
            protected TelemetrySource openFailing() {
                return wrong.apply(super.openFailing());
            }

            @Override
            protected Set<String> secrets() {
                return Set.of("s3cret");
            }
        };
        assertThat(failure(subject, test)).isInstanceOf(AssertionError.class).hasMessageContaining(told);
    }

    private static @Nullable Throwable failure(TelemetrySourceContract subject, String test) {
        try {
            Method method = TelemetrySourceContract.class.getDeclaredMethod(test);
            method.setAccessible(true);
            method.invoke(subject);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (ReflectiveOperationException e) {
            return fail("no such test: " + test, e);
        }
    }
}
