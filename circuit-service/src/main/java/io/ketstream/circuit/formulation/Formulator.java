package io.ketstream.circuit.formulation;

import io.ketstream.model.RealVector;
import io.ketstream.model.Sense;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.problem.HamiltonianProblem;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.problem.IsingProblem;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.problem.QuboProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import java.util.ArrayList;

/// Turns each problem type into an energy to be minimised, in the user's own units.
///
/// Bit i is 1 ⇔ xᵢ = 1 ⇔ zᵢ = −1. MaxCut: energy = −cut. Portfolios: [PortfolioFormulation].
public final class Formulator {

    private Formulator() {}

    /// @throws CircuitRejectedException when the problem is not given in numbers
    public static Formulation formulate(Problem problem, Ansatz ansatz) {
        return switch (problem) {
            case MaxCutProblem maxCut -> diagonal(maxCut.sense(), ising(maxCut));
            case QuboProblem qubo -> diagonal(qubo.sense(), binary(qubo).toIsing());
            case IsingProblem ising -> diagonal(ising.sense(), ising(ising));
            case PortfolioProblem portfolio -> PortfolioFormulation.of(portfolio, keepsOnes(ansatz));
            case HamiltonianProblem hamiltonian -> general(hamiltonian);
        };
    }

    /// Whether every state that the ansatz prepares has as many ones as its start.
    private static boolean keepsOnes(Ansatz ansatz) {
        return switch (ansatz) {
            case Ansatz.Qaoa qaoa -> qaoa.mixer().keepsOnes();
            case Ansatz.HardwareEfficient hardwareEfficient -> false;
            case Ansatz.HamiltonianVariational variational -> false;
        };
    }

    private static Formulation diagonal(Sense sense, IsingHamiltonian ising) {
        return new Formulation(sense, ising.toPauliSum(), ising, null);
    }

    private static Formulation general(HamiltonianProblem problem) {
        PauliSum operator = problem.operator();
        return new Formulation(problem.sense(), operator, DiagonalForm.ising(operator), null);
    }

    /// −Σ w (1 − zᵢzⱼ)/2.
    private static IsingHamiltonian ising(MaxCutProblem problem) {
        var couplings = new ArrayList<IsingHamiltonian.Coupling>(problem.edges().size());
        double offset = 0;
        for (Interaction edge : problem.edges()) {
            offset -= edge.weight() / 2;
            couplings.add(new IsingHamiltonian.Coupling(
                    Math.min(edge.i(), edge.j()), Math.max(edge.i(), edge.j()), edge.weight() / 2));
        }
        return new IsingHamiltonian(RealVector.zeros(problem.nodes()), couplings, offset);
    }

    private static IsingHamiltonian ising(IsingProblem problem) {
        var couplings =
                new ArrayList<IsingHamiltonian.Coupling>(problem.couplings().size());
        for (Interaction pair : problem.couplings()) {
            couplings.add(new IsingHamiltonian.Coupling(pair.i(), pair.j(), pair.weight()));
        }
        return new IsingHamiltonian(problem.h(), couplings, problem.offset());
    }

    private static BinaryQuadratic binary(QuboProblem problem) {
        var objective = new BinaryQuadratic(problem.variables());
        objective.addOffset(problem.offset());
        for (int i = 0; i < problem.variables(); i++) {
            objective.addLinear(i, problem.linear().get(i));
        }
        for (Interaction pair : problem.quadratic()) {
            objective.addQuadratic(pair.i(), pair.j(), pair.weight());
        }
        return objective;
    }
}
