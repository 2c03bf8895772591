package io.ketstream.circuit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.ketstream.support.testing.ServiceRules;

@AnalyzeClasses(packages = "io.ketstream.circuit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests rulesOfEveryService = ArchTests.in(ServiceRules.class);

    @ArchTest
    static final ArchRule pureCodeDependsOnNoService = noClasses()
            .that()
            .resideInAnyPackage(
                    "..formulation..",
                    "..gate..",
                    "..ansatz..",
                    "..learning..",
                    "..measurement..",
                    "..drawing..",
                    "..decomposition..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.ketstream.support..", "..generation..", "..catalog..", "..config..");

    @ArchTest
    static final ArchRule nothingIsSimulated =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.ketstream.simulator..");

    @ArchTest
    static final ArchRule noCyclesAmongPureParts = slices().matching(
                    "io.ketstream.circuit.(formulation|gate|ansatz|learning|measurement|drawing|decomposition)..")
            .should()
            .beFreeOfCycles();
}
