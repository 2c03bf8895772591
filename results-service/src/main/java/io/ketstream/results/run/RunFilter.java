package io.ketstream.results.run;

import io.ketstream.model.RunId;
import io.ketstream.model.run.RunStatus;
import org.jspecify.annotations.Nullable;

/// Which runs a list has; what is absent does not matter.
///
/// @param parent whose children, or the strategy whose epochs; absent: the runs that are nobody's
public record RunFilter(
        @Nullable RunStatus status,
        @Nullable String problemType,
        @Nullable RunId parent) {}
