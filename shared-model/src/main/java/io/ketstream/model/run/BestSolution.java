package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.RealVector;
import io.ketstream.model.Sense;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The best that a run found, in the user's own sense and sign.
///
/// For a diagonal cost the lowest sampled energy, with its bit string (qubit 0 rightmost); else the lowest
/// expectation, without one.
///
/// @param selection the symbols of a portfolio that the bit string selects
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BestSolution(
        double objective,
        Sense sense,
        @Nullable String bitString,
        boolean feasible,
        RealVector parameters,
        @Nullable List<String> selection) {

    public BestSolution(
            double objective, Sense sense, @Nullable String bitString, boolean feasible, RealVector parameters) {
        this(objective, sense, bitString, feasible, parameters, null);
    }
}
