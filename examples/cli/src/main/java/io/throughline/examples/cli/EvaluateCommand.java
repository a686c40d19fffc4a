package io.throughline.examples.cli;

import io.throughline.examples.evaluation.tasks.Evaluation;
import io.throughline.examples.evaluation.tasks.EvaluationListener;
import io.throughline.examples.evaluation.tasks.EvaluationOption;
import io.throughline.examples.evaluation.tasks.EvaluationRequest;
import io.throughline.examples.evaluation.tasks.EvaluationSummary;
import io.throughline.examples.evaluation.tasks.EvaluationTask;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges the engine's detectors on data of one's own. */
@Command(
        name = "evaluate",
        description = {
            "Runs a detector of the engine with its defaults over a folder of series and writes what it predicts,",
            "for a scorer. No column that holds an answer is read."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Tasks, what they read (each file plain or .gz) and what they write:",
            "  nab            series.csv (series), series/<series>.csv (timestamp,value) -> series,row,score:",
            "                 alarms as the series streams, early and once for each new regime",
            "  alarms         the same -> series,row,score: alarms as the series streams",
            "  ucr            series.csv (series,train_rows), series/<series>.csv (value) -> series,row:",
            "                 the one most anomalous row behind the normal beginning",
            "  changepoints   series.csv (series), series/<series>.csv (index,...,values) -> series,index:",
            "                 the first row of each new regime",
            "  change-impact  cases.csv (case,series,change_time,observe_until),",
            "                 series/<series>.csv (timestamp,value) -> case,score: did the change hurt",
            "  rootcause      cases.csv and what its format has beside it -> case,rank,candidate:",
            "                 where each fault began, the most probable first; see examples/evaluation/README.md",
            "  changes        cases.csv (case,detect_time), <case>/... -> case,rank,candidate:",
            "                 which of the rollouts under way broke it, the most probable first",
            "A score of 0.5 or more says yes.",
            "",
            "Examples:",
            "  throughline evaluate alarms --input data/mine --output alarms.csv",
            "  throughline evaluate changepoints --online --input data/mine --output points.csv",
            "",
            ExitCode.HELP
        })
final class EvaluateCommand implements Callable<Integer> {

    private static final long NANOS_BETWEEN_LINES = TimeUnit.SECONDS.toNanos(5);

    @Parameters(
            index = "0",
            paramLabel = "TASK",
            description = "One of nab, alarms, ucr, changepoints, change-impact, rootcause, changes.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which requires it
    private String task;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FOLDER",
            description = "The folder that holds series.csv or cases.csv.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which requires it
    private Path input;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "Where the predictions go; replaced as a whole at the end.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which requires it
    private Path output;

    @Option(names = "--online", description = "For changepoints: decide without looking ahead.")
    private boolean online;

    @Option(names = "--without-moment", description = "For rootcause: find out when it began, whatever the cases say.")
    private boolean withoutMoment;

    @Option(
            names = "--quiet",
            description = "For rootcause: ask of the quiet time whether there was an incident -> window,incident.")
    private boolean quiet;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many series are judged at once (default: one a processor); the predictions are the same.")
    private @Nullable Integer threads;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (threads != null && threads < 1) {
            throw new ParameterException(spec.commandLine(), "--threads must be at least 1, was " + threads);
        }
        long start = System.nanoTime();
        EvaluationRequest request = new EvaluationRequest(
                EvaluationTask.of(task),
                input,
                output,
                options(),
                threads == null ? Runtime.getRuntime().availableProcessors() : threads);
        Interruption interruption = new Interruption();
        try {
            EvaluationSummary summary = Evaluation.run(request, progress(start));
            summary.notes().forEach(note -> spec.commandLine().getErr().println("  " + note));
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s: %,d series, %,d rows, %,d %s, %.1f s; predictions in %s%n",
                            task,
                            summary.series(),
                            summary.rows(),
                            summary.found(),
                            request.task().found(),
                            (System.nanoTime() - start) / 1e9,
                            output);
            return ExitCode.WELL;
        } catch (InterruptedException e) {
            spec.commandLine().getErr().println("throughline: interrupted; " + output + " is as it was");
            return ExitCode.INTERRUPTED;
        } finally {
            interruption.close();
        }
    }

    private Set<EvaluationOption> options() {
        Set<EvaluationOption> options = EnumSet.noneOf(EvaluationOption.class);
        if (online) {
            options.add(EvaluationOption.ONLINE);
        }
        if (withoutMoment) {
            options.add(EvaluationOption.WITHOUT_MOMENT);
        }
        if (quiet) {
            options.add(EvaluationOption.QUIET);
        }
        return options;
    }

    private EvaluationListener progress(long start) {
        PrintWriter err = spec.commandLine().getErr();
        return new EvaluationListener() {
            private long told = start;

            @Override
            public void progressed(int done, int of, long rows) {
                long now = System.nanoTime();
                if (now - told >= NANOS_BETWEEN_LINES && done < of) {
                    told = now;
                    err.printf(Locale.ROOT, "  %,d of %,d series, %,d rows%n", done, of, rows);
                }
            }
        };
    }
}
