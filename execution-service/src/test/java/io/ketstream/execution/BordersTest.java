package io.ketstream.execution;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class BordersTest {

    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ketstream.execution");

    @Test
    void onlyAdaptersAndConfigurationKnowSpring() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.ketstream.execution", "..config..", "..web..", "..messaging..", "..persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "java.sql..", "io.github..")
                .check(service);
    }

    @Test
    void onlyEstimatesAndTheirBackendKnowTheSimulator() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..estimate..", "..backend.statevector..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ketstream.simulator..")
                .check(service);
    }

    @Test
    void estimatesArePure() {
        noClasses()
                .that()
                .resideInAPackage("..estimate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.time..", "java.io..", "java.net..", "org.slf4j..")
                .check(service);
    }

    @Test
    void thisServiceKnowsNoOther() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.ketstream.ingestion..",
                        "io.ketstream.circuit..",
                        "io.ketstream.optimizer..",
                        "io.ketstream.results..")
                .check(service);
    }
}
