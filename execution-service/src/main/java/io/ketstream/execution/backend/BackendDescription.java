package io.ketstream.execution.backend;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ketstream.model.execution.Engine;
import java.util.List;

/// What a backend is and can do.
///
/// @param qubits the largest circuit it takes
/// @param exact whether it has exact expectations and probabilities (`shots` absent)
/// @param gradients whether it has exact gradients
/// @param samples whether it draws samples
/// @param dynamicCircuits whether it measures in mid-circuit, resets, and branches
/// @param maximumShots of one parameter vector
/// @param synchronous whether submitting runs to the end
/// @param engine what its results are a function of, beside the question
public record BackendDescription(
        String name,
        int qubits,
        boolean exact,
        boolean gradients,
        boolean samples,
        boolean dynamicCircuits,
        List<String> basisGates,
        int maximumShots,
        boolean synchronous,
        Price price,
        @JsonIgnore Engine engine) {

    /// What a job costs.
    public enum Price {
        NONE
    }

    public BackendDescription {
        basisGates = List.copyOf(basisGates);
    }
}
