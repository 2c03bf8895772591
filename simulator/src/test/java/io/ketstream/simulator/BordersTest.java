package io.ketstream.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class BordersTest {

    @Test
    void theSimulatorKnowsTheJdkAndTheModelOnly() {
        JavaClasses simulator = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.ketstream.simulator");
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "jdk.incubator.vector..",
                        "org.jspecify.annotations..",
                        "io.ketstream.simulator..",
                        "io.ketstream.model",
                        "io.ketstream.model.circuit..",
                        "io.ketstream.model.operator..")
                .check(simulator);
    }
}
