package io.ketstream.results;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;

@AnalyzeClasses(packages = "io.ketstream.results", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] ADAPTERS = {"..web..", "..messaging..", "..persistence..", "..config.."};

    @ArchTest
    static final ArchRule onlyAdaptersKnowSpring = noClasses()
            .that()
            .resideOutsideOfPackages(ADAPTERS)
            .and()
            .areNotAssignableTo(ResultsServiceApplication.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "org.apache.kafka..", "java.sql..");

    @ArchTest
    static final ArchRule entitiesStayHome =
            classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule noOtherServiceIsKnown = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ketstream.ingestion..",
                    "io.ketstream.circuit..",
                    "io.ketstream.execution..",
                    "io.ketstream.optimizer..");

    @ArchTest
    static final ArchRule capabilitiesHaveNoCycles =
            slices().matching("io.ketstream.results.(*)..").should().beFreeOfCycles();
}
