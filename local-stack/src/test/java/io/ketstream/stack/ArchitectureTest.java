package io.ketstream.stack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.ketstream.stack", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule noFramework =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.springframework..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.ketstream.stack.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theStackKnowsNoCommandLine = noClasses()
            .that()
            .resideOutsideOfPackages("..cli..", "..demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..cli..", "..demo..");
}
