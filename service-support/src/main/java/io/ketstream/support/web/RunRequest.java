package io.ketstream.support.web;

import io.ketstream.model.learning.LearningSpecification;
import io.ketstream.model.run.RunSpecification;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.annotation.JsonDeserialize;

/// A run as the body of a request describes it; the type of its problem tells which of the two it is.
@JsonDeserialize(using = RunRequestReader.class)
@Schema(
        description = "A run that optimises, or one that learns: problem.type tells which",
        oneOf = {RunSpecification.class, LearningSpecification.class})
public sealed interface RunRequest {

    /// The name in the `type` property of the problem.
    String problemType();

    /// A run that optimises.
    record Optimization(RunSpecification specification) implements RunRequest {
        @Override
        public String problemType() {
            return specification.problem().type();
        }
    }

    /// A run that learns from a data set.
    record Learning(LearningSpecification specification) implements RunRequest {
        @Override
        public String problemType() {
            return specification.problem().type();
        }
    }
}
