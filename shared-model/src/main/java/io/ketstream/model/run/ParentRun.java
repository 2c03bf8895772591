package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ketstream.model.RunId;
import org.jspecify.annotations.Nullable;

/// Of which run, or strategy, another run is a part.
///
/// @param sequence which of its children, counted from 1; of a strategy, the epoch
/// @param kind absent: a run
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParentRun(RunId runId, int sequence, @Nullable Kind kind) {

    public enum Kind {
        @JsonProperty("strategy")
        STRATEGY
    }

    /// A run.
    public ParentRun(RunId runId, int sequence) {
        this(runId, sequence, null);
    }

    @JsonIgnore
    public boolean isStrategy() {
        return kind == Kind.STRATEGY;
    }
}
