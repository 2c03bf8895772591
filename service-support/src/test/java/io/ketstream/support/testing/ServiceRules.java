package io.ketstream.support.testing;

import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What holds of the structure of every service; a service takes it in by `ArchTests.in(ServiceRules.class)` and adds
/// rules of its own beside it.
public final class ServiceRules {

    private static final Pattern SERVICE =
            Pattern.compile("io\\.ketstream\\.(ingestion|circuit|execution|optimizer|results|stack)(\\..*)?");

    private ServiceRules() {}

    @ArchTest
    static final ArchRule onlyAdaptersKnowFrameworks = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..web..", "..messaging..", "..streams..", "..persistence..", "..remote..", "..config..")
            .and()
            .areNotAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "jakarta..", "org.apache.kafka..", "io.github..", "java.sql..");

    @ArchTest
    static final ArchRule entitiesStayInTheirPackage = classes()
            .that()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should()
            .bePackagePrivate()
            .andShould()
            .onlyBeAccessed()
            .byClassesThat()
            .resideInAPackage("..persistence..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noOtherServiceIsKnown = classes().should(not(knowAnotherService()));

    private static ArchCondition<JavaClass> knowAnotherService() {
        return new ArchCondition<>("know another service") {
            @Override
            public void check(JavaClass one, ConditionEvents events) {
                for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                    String target = service(dependency.getTargetClass());
                    boolean another = !target.isEmpty() && !target.equals(service(one));
                    events.add(new SimpleConditionEvent(dependency, another, dependency.getDescription()));
                }
            }
        };
    }

    /// The name of the service that a class belongs to; empty for what the services share.
    private static String service(JavaClass type) {
        Matcher name = SERVICE.matcher(type.getPackageName());
        return name.matches() ? name.group(1) : "";
    }
}
