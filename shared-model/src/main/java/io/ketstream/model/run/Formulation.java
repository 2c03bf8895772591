package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Sense;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliSum;
import org.jspecify.annotations.Nullable;

/// A problem as an energy to be minimised.
///
/// The user's objective is `sense.flip(energy)`. Where a rule is not kept by the ansatz itself, the cost
/// holds a penalty that lifts every infeasible assignment above every feasible one; on feasible assignments,
/// with slack to match, the penalty is 0.
///
/// @param cost the operator that is measured
/// @param ising the same energy as spins, absent where the cost is not diagonal and quadratic
/// @param cardinality how many bits must be 1, absent where that may vary
/// @param selection of a portfolio, its rules in full
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Formulation(
        Sense sense,
        PauliSum cost,
        @Nullable IsingHamiltonian ising,
        @Nullable Integer cardinality,
        @Nullable Selection selection) {

    /// Of a problem whose assignments are all feasible, or those with `cardinality` ones.
    public Formulation(Sense sense, PauliSum cost, @Nullable IsingHamiltonian ising, @Nullable Integer cardinality) {
        this(sense, cost, ising, cardinality, null);
    }

    /// Whether `bitString` (qubit 0 rightmost) keeps the rules.
    public boolean isFeasible(String bitString) {
        if (selection != null) {
            return selection.isFeasible(bitString);
        }
        return cardinality == null
                || bitString.chars().filter(bit -> bit == '1').count() == cardinality;
    }

    /// Whether every assignment is feasible.
    @JsonIgnore
    public boolean isUnconstrained() {
        return cardinality == null && selection == null;
    }

    /// Whether samples have an energy.
    @JsonIgnore
    public boolean isDiagonal() {
        return cost.isDiagonal();
    }
}
