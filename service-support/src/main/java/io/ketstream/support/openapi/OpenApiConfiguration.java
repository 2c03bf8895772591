package io.ketstream.support.openapi;

import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.PreprocessingStep;
import io.ketstream.model.learning.TrainableLayers;
import io.ketstream.model.learning.Validation;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Objective;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// `/v3/api-docs` of every service.
@AutoConfiguration
class OpenApiConfiguration {

    private static final List<Class<?>> CHOICES = List.of(
            Problem.class,
            Ansatz.class,
            Objective.class,
            LearningProblem.class,
            LearningModel.class,
            Kernel.class,
            FeatureMap.class,
            TrainableLayers.class,
            PreprocessingStep.class,
            Validation.class);

    private final SchemaNames names = new SchemaNames();

    @Bean
    OpenAPI openApi(@Value("${spring.application.name}") String service) {
        ModelSchemas.register();
        return new OpenAPI()
                .info(new Info()
                        .title("Ketstream " + service)
                        .version("1")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }

    /// In place of the library's own, which it must be registered before all others to be.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelResolver modelResolver() {
        return new ModelResolver(Json31.mapper(), names).openapi31(true);
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OpenApiCustomizer descriptions() {
        return description -> {
            ProblemResponses.declareIn(description);
            new Alternatives(names).describe(description, CHOICES);
        };
    }

    @Bean
    OperationCustomizer problemResponses() {
        return ProblemResponses::addTo;
    }
}
