package io.ketstream.execution.backend;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.RealVector;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What running a circuit with one parameter vector brought.
///
/// Keys of `counts` and `probabilities`: one bit string a classical register, in order of declaration, separated
/// by a space, highest index first in each.
///
/// @param counts how often each outcome was seen, when there were shots
/// @param probabilities of the outcomes, when there were none
/// @param expectations of the observables, in their order
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CircuitResult(
        RealVector parameters,
        @Nullable SortedMap<String, Long> counts,
        @Nullable SortedMap<String, Double> probabilities,
        List<Expectation> expectations) {

    /// @param standardError 0 when exact
    public record Expectation(double value, double standardError) {}

    public CircuitResult {
        expectations = List.copyOf(expectations);
    }
}
