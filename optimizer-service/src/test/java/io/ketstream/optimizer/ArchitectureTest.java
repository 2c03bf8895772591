package io.ketstream.optimizer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.ketstream.support.testing.ServiceRules;

@AnalyzeClasses(packages = "io.ketstream.optimizer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests rulesOfEveryService = ArchTests.in(ServiceRules.class);

    @ArchTest
    static final ArchRule optimizersAndControlsKnowNothingButTheModel = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.ketstream.optimizer.minimizer",
                    "io.ketstream.optimizer.control",
                    "io.ketstream.optimizer.learning..",
                    "io.ketstream.optimizer.portfolio")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "org.apache.kafka..",
                    "io.ketstream.support..",
                    "io.ketstream.optimizer.loop..",
                    "java.util.concurrent..",
                    "java.time..");

    @ArchTest
    static final ArchRule theLoopItselfKnowsNeitherKafkaNorHttp = noClasses()
            .that()
            .resideInAnyPackage("io.ketstream.optimizer.loop", "io.ketstream.optimizer.controls")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "org.apache.kafka..", "io.ketstream.support..", "java.net.http..");

    @ArchTest
    static final ArchRule theStreamsKnowNoSpring = noClasses()
            .that()
            .resideInAPackage("..streams..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..");

    @ArchTest
    static final ArchRule capabilitiesHaveNoCycles =
            slices().matching("io.ketstream.optimizer.(*)..").should().beFreeOfCycles();
}
