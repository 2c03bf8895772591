package io.ketstream.model.run;

import io.ketstream.model.operator.TermGroups;
import io.ketstream.model.problem.HamiltonianProblem;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import java.util.OptionalInt;

/// How many parameters the circuit of a run has, where that follows from what its user submits.
final class ParameterCount {

    private ParameterCount() {}

    /// Empty while the number of qubits is not known, and where the terms of the cost are found only by
    /// formulating the problem.
    static OptionalInt of(Problem problem, Ansatz ansatz) {
        return switch (ansatz) {
            case Ansatz.Qaoa qaoa -> OptionalInt.of(2 * qaoa.layers());
            case Ansatz.HardwareEfficient hardwareEfficient ->
                problem.size() == 0 || isReshaped(problem)
                        ? OptionalInt.empty()
                        : OptionalInt.of((hardwareEfficient.layers() + 1)
                                * hardwareEfficient.rotations().size()
                                * problem.size());
            case Ansatz.HamiltonianVariational variational ->
                problem instanceof HamiltonianProblem hamiltonian
                        ? OptionalInt.of(variational.layers() * groups(hamiltonian))
                        : OptionalInt.empty();
        };
    }

    /// Constraints may take qubits away, and add some.
    private static boolean isReshaped(Problem problem) {
        return problem instanceof PortfolioProblem portfolio && portfolio.constraints() != null;
    }

    private static int groups(HamiltonianProblem problem) {
        return TermGroups.of(TermGroups.withDriver(problem.operator())).size();
    }
}
