package io.ketstream.execution;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.ketstream.support.testing.ServiceRules;

@AnalyzeClasses(packages = "io.ketstream.execution", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests rulesOfEveryService = ArchTests.in(ServiceRules.class);

    @ArchTest
    static final ArchRule onlyEstimatesAndTheirBackendKnowTheSimulator = noClasses()
            .that()
            .resideOutsideOfPackages("..estimate..", "..backend.statevector..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.ketstream.simulator..");

    @ArchTest
    static final ArchRule estimatesArePure = noClasses()
            .that()
            .resideInAPackage("..estimate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.time..", "java.io..", "java.net..", "org.slf4j..");
}
