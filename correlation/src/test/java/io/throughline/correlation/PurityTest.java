package io.throughline.correlation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The engine is a pure function; only the façade may delegate to what is not. */
class PurityTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.throughline.correlation");

    private static final String[] STAGES = {
        "..detect..",
        "..anomaly..",
        "..changepoint..",
        "..impact..",
        "..discord..",
        "..associate..",
        "..assemble..",
        "..rank..",
        "..signature..",
        "..relation..",
        "..cause..",
        "..explain..",
        "..ledger..",
        "..correlation.rule",
        "..replay..",
        "..timeline..",
        "..topology..",
        "..evidence..",
        "..statistics.."
    };

    @Test
    void theStagesKnowNothingButTheModel() {
        check(noClasses()
                .that()
                .resideInAnyPackage(STAGES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net.http..",
                        "java.sql..",
                        "java.util.concurrent..",
                        "org.slf4j..",
                        "com.fasterxml..",
                        "io.throughline.core.store..",
                        "io.throughline.core.sync..",
                        "io.throughline.core.source..",
                        "io.throughline.core.http..",
                        "io.throughline.core.config..",
                        "io.throughline.azure..",
                        "io.throughline.sentry..",
                        "io.throughline.jira..",
                        "io.throughline.sonarcloud.."));
    }

    /** How work is shared among threads is one package's business; tests lend threads. */
    @Test
    void threadsAreNamedInOnePackageOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("..parallel..")
                .and()
                .haveSimpleNameNotEndingWith("Test")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent.."));
        check(noClasses()
                .that()
                .resideInAPackage("..parallel..")
                .and()
                .haveSimpleNameNotEndingWith("Test")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java.lang..", "java.util..", "org.jspecify..", "..parallel.."));
    }

    @Test
    void theStagesReadNoClock() {
        check(noClasses()
                .that()
                .resideInAnyPackage(STAGES)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class));
        check(noClasses().that().resideInAnyPackage(STAGES).should().callMethod(Instant.class, "now"));
        check(noClasses().that().resideInAnyPackage(STAGES).should().callMethod(System.class, "nanoTime"));
        check(noClasses().that().resideInAnyPackage(STAGES).should().callMethod(System.class, "currentTimeMillis"));
    }

    @Test
    void theEngineItselfIsAsPureAsItsStages() {
        check(noClasses()
                .that()
                .haveSimpleNameStartingWith("Correlation")
                .or()
                .haveSimpleName("ReportJson")
                .or()
                .haveSimpleName("JsonText")
                .or()
                .haveSimpleName("IncidentTitle")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "io.throughline.core.store..", "com.fasterxml.."));
    }

    @Test
    void theStagesDependInOneDirection() {
        slices().matching("io.throughline.correlation.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
