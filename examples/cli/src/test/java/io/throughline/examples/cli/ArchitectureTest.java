package io.throughline.examples.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walls between the rooms. This module sees all of them, so they are kept here. */
class ArchitectureTest {

    private static final String ROOT = "io.throughline.";
    private static final List<String> VENDORS = List.of("azure", "sentry", "jira", "sonarcloud");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.throughline");

    @Test
    void coreKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "core..")
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("are of another room") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getPackageName().startsWith(ROOT)
                                && !type.getPackageName().startsWith(ROOT + "core");
                    }
                })
                .check(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure", "sentry", "jira", "sonarcloud"})
    void aVendorKnowsCoreOnly(String vendor) {
        String[] others = Stream.concat(
                        VENDORS.stream().filter(other -> !other.equals(vendor)), Stream.of("correlation", "examples"))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + vendor + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(classes);
    }

    @Test
    void correlationKnowsNoVendor() {
        String[] vendors = Stream.concat(VENDORS.stream(), Stream.of("examples"))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "correlation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(vendors)
                .check(classes);
    }

    @Test
    void theStagesOfTheEngineDoNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "correlation.*..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.net.http..", "java.sql..", ROOT + "core.store..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .check(classes);
    }

    @Test
    void theTenantSpeaksTheWireFormatsWithoutTheClients() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "examples.tenant..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "azure..", ROOT + "sentry..", ROOT + "jira..", ROOT + "sonarcloud..")
                .check(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "azure", "sentry", "jira", "sonarcloud", "correlation"})
    void packagesOfARoomFormNoCycle(String room) {
        slices().matching(ROOT + room + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void onlyTheStoreTouchesADatabase() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "core..")
                .and()
                .resideOutsideOfPackage(ROOT + "core.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.duckdb..", "org.postgresql..")
                .check(classes);
    }

    @Test
    void publicSignaturesShowNoForeignTypes() {
        Set<String> own = Stream.of("core", "azure", "sentry", "jira", "sonarcloud", "correlation")
                .map(room -> ROOT + room)
                .collect(Collectors.toSet());
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(new DescribedPredicate<>("are public and of a library room") {
                    @Override
                    public boolean test(JavaClass type) {
                        return !type.getPackageName().contains(".internal")
                                && type.getModifiers().contains(JavaModifier.PUBLIC)
                                && own.stream()
                                        .anyMatch(room -> type.getPackageName().startsWith(room));
                    }
                })
                .should(new ArchCondition<>("use only the JDK's and Throughline's types, and Azure's TokenCredential") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        Stream.concat(method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
                                .map(JavaClass::getBaseComponentType)
                                .filter(type -> !allowed(type))
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        method, method.getFullName() + " shows " + type.getName())));
                    }
                })
                .check(classes);
    }

    @Test
    void nothingPrintsToTheConsoleInTheLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "examples..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(classes);
        classes()
                .that()
                .resideInAPackage(ROOT + "core..")
                .should()
                .onlyDependOnClassesThat(new DescribedPredicate<>("are no log binding") {
                    @Override
                    public boolean test(JavaClass type) {
                        return !type.getPackageName().startsWith("ch.qos.logback");
                    }
                })
                .check(classes);
    }

    private static boolean allowed(JavaClass type) {
        String name = type.getName();
        return type.isPrimitive()
                || name.startsWith("java.")
                || name.startsWith("javax.sql.")
                || name.startsWith(ROOT)
                || name.equals("com.azure.core.credential.TokenCredential");
    }
}
