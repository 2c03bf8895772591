package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Everything a run is told beside its problem, with all defaults filled in.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSettings(
        @Nullable String name,
        Ansatz ansatz,
        OptimizerSpecification optimizer,
        ExecutionSpecification execution,
        long seed) {}
