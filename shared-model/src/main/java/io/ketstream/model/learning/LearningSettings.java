package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.run.ExecutionSpecification;
import org.jspecify.annotations.Nullable;

/// Everything a run that learns is told beside its problem, with all defaults filled in.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LearningSettings(
        @Nullable String name, LearningModel model, ExecutionSpecification execution, long seed) {}
