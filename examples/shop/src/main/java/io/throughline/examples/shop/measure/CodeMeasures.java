package io.throughline.examples.shop.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.sourceforge.pmd.PMDConfiguration;
import net.sourceforge.pmd.PmdAnalysis;
import net.sourceforge.pmd.lang.java.JavaLanguageModule;
import net.sourceforge.pmd.lang.rule.RuleSet;
import net.sourceforge.pmd.reporting.Report;
import net.sourceforge.pmd.reporting.RuleViolation;

/** Measures a folder of Java sources under SonarQube's metric keys. What is not computed is not there. */
public final class CodeMeasures {
    private static final List<String> BUGS =
            List.of("category/java/errorprone.xml", "category/java/multithreading.xml");
    private static final List<String> SMELLS = List.of("io/throughline/examples/shop/measure/smells.xml");
    private static final List<String> VULNERABILITIES = List.of("category/java/security.xml");

    private CodeMeasures() {}

    /**
     * Measures all sources under a folder.
     *
     * @return metric keys, such as {@code ncloc} and {@code bugs}, with whole numbers
     */
    public static SortedMap<String, Integer> of(Path folder) throws IOException {
        SortedMap<String, Integer> measures = new TreeMap<>();
        LineCount lines = new LineCount(0, 0, 0);
        int files = 0;
        for (Path source : sources(folder)) {
            lines = lines.plus(LineCount.of(Files.readString(source)));
            files++;
        }
        measures.put("files", files);
        measures.put("lines", lines.lines());
        measures.put("ncloc", lines.code());
        measures.put("comment_lines", lines.comments());
        for (String metric : List.of("functions", "classes", "complexity", "cognitive_complexity")) {
            measures.put(metric, 0);
        }
        for (RuleViolation found : analyse(folder, List.of()).getViolations()) {
            String[] measure = found.getDescription().split("=", -1);
            measures.merge(measure[0], Integer.parseInt(measure[1]), Integer::sum);
        }
        measures.put("bugs", analyse(folder, BUGS).getViolations().size());
        measures.put("code_smells", analyse(folder, SMELLS).getViolations().size());
        measures.put(
                "vulnerabilities",
                analyse(folder, VULNERABILITIES).getViolations().size());
        measures.put(
                "violations", measures.get("bugs") + measures.get("code_smells") + measures.get("vulnerabilities"));
        return measures;
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static Report analyse(Path folder, List<String> ruleSets) throws IOException {
        PMDConfiguration configuration = new PMDConfiguration();
        configuration.setDefaultLanguageVersion(JavaLanguageModule.getInstance().getVersion("17"));
        configuration.setThreads(0);
        configuration.setIgnoreIncrementalAnalysis(true);
        try (PmdAnalysis pmd = PmdAnalysis.create(configuration)) {
            for (Path source : sources(folder)) {
                pmd.files().addFile(source);
            }
            if (ruleSets.isEmpty()) {
                pmd.addRuleSet(RuleSet.forSingleRule(new MeasuringRule()));
            }
            for (String ruleSet : ruleSets) {
                pmd.addRuleSet(pmd.newRuleSetLoader().warnDeprecated(false).loadFromResource(ruleSet));
            }
            Report report = pmd.performAnalysisAndCollectReport();
            if (!report.getProcessingErrors().isEmpty()) {
                throw new IOException("PMD could not read "
                        + report.getProcessingErrors().get(0).getFileId().getAbsolutePath());
            }
            return report;
        }
    }
}
