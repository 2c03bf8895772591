package io.ketstream.circuit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.ketstream.circuit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyAdaptersKnowSpring = noClasses()
            .that()
            .resideOutsideOfPackages("..web..", "..messaging..", "..persistence..", "..remote..", "..config..")
            .and()
            .doNotHaveSimpleName("CircuitServiceApplication")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "org.apache.kafka..", "io.github.resilience4j..");

    @ArchTest
    static final ArchRule entitiesStayInTheirPackage = classes()
            .that()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should()
            .bePackagePrivate()
            .andShould()
            .onlyBeAccessed()
            .byClassesThat()
            .resideInAPackage("..persistence..");

    @ArchTest
    static final ArchRule pureCodeDependsOnNoService = noClasses()
            .that()
            .resideInAnyPackage("..formulation..", "..ansatz..", "..measurement..", "..drawing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.ketstream.support..", "..generation..", "..catalog..", "..config..");

    @ArchTest
    static final ArchRule noOtherService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ketstream.ingestion..",
                    "io.ketstream.execution..",
                    "io.ketstream.optimizer..",
                    "io.ketstream.results..",
                    "io.ketstream.simulator..");

    @ArchTest
    static final ArchRule noCyclesAmongPureParts = slices().matching(
                    "io.ketstream.circuit.(formulation|ansatz|measurement|drawing)..")
            .should()
            .beFreeOfCycles();
}
