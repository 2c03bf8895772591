package io.ketstream.model.problem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.Sense;

/// An optimisation problem as a user states it. Every record checks itself: a problem that exists is well formed.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MaxCutProblem.class, name = "maxcut"),
    @JsonSubTypes.Type(value = QuboProblem.class, name = "qubo"),
    @JsonSubTypes.Type(value = IsingProblem.class, name = "ising"),
    @JsonSubTypes.Type(value = HamiltonianProblem.class, name = "hamiltonian"),
    @JsonSubTypes.Type(value = PortfolioProblem.class, name = "portfolio")
})
public sealed interface Problem permits MaxCutProblem, QuboProblem, IsingProblem, HamiltonianProblem, PortfolioProblem {

    /// At most this many binary variables, spins or qubits. Larger problems need a decomposition.
    int MAX_VARIABLES = 26;

    /// The name in the `type` property.
    @JsonIgnore
    String type();

    /// The number of binary variables, spins or qubits.
    @JsonIgnore
    int size();

    @JsonIgnore
    default Sense sense() {
        return Sense.MINIMIZE;
    }
}
