package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.run.ExecutionSpecification;
import org.jspecify.annotations.Nullable;

/// Everything a run that learns is told beside its problem, with all defaults filled in.
///
/// @param controls absent: by their defaults
/// @param search what is tried before; absent: nothing
/// @param part of a search that another run does; absent: this is none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LearningSettings(
        @Nullable String name,
        LearningModel model,
        ExecutionSpecification execution,
        long seed,
        @Nullable ControlSettings controls,
        @Nullable GridSearch search,
        @Nullable SearchPart part) {

    /// With the controls' defaults.
    public LearningSettings(@Nullable String name, LearningModel model, ExecutionSpecification execution, long seed) {
        this(name, model, execution, seed, null);
    }

    /// Without a search.
    public LearningSettings(
            @Nullable String name,
            LearningModel model,
            ExecutionSpecification execution,
            long seed,
            @Nullable ControlSettings controls) {
        this(name, model, execution, seed, controls, null, null);
    }
}
