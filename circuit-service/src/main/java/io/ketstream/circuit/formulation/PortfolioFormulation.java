package io.ketstream.circuit.formulation;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.model.problem.Turnover;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.Selection;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A portfolio as an energy: assets that are mandatory or forbidden have no qubit, the rules of the others
/// are kept by the circuit or are penalties, see [SelectionLayout].
final class PortfolioFormulation {

    private PortfolioFormulation() {}

    /// @param keepsOnes whether the ansatz keeps the number of ones of blocks of qubits
    static Formulation of(PortfolioProblem problem, boolean keepsOnes) {
        if (problem.isByUniverse()) {
            throw new CircuitRejectedException("problem.universe", "must have been replaced by numbers");
        }
        List<String> symbols = Objects.requireNonNull(problem.symbols());
        List<Integer> mandatory = indices(symbols, problem.constraintsOrNone().mandatory());
        List<Integer> forbidden = indices(symbols, problem.constraintsOrNone().forbidden());
        int[] free = IntStream.range(0, symbols.size())
                .filter(i -> !mandatory.contains(i) && !forbidden.contains(i))
                .toArray();
        BinaryQuadratic objective = objective(problem)
                .fixing(free, mandatory.stream().mapToInt(i -> i).toArray());
        SelectionRules rules = problem.rules().fixing(mandatory, forbidden);
        SelectionLayout layout = SelectionLayout.of(rules, keepsOnes);
        BinaryQuadratic cost = objective.among(layout.qubits());
        Double weight = null;
        if (layout.hasPenalties()) {
            double penalty = PenaltyWeight.of(objective, rules.tightened(), layout);
            layout.penalties().forEach(count -> count.addTo(cost, penalty));
            weight = penalty;
        }
        IsingHamiltonian ising = cost.toIsing();
        var selection = new Selection(
                IntStream.of(free).mapToObj(symbols::get).toList(),
                mandatory.stream().map(symbols::get).toList(),
                rules,
                layout.kept(),
                weight,
                objective.toIsing(),
                problem);
        return new Formulation(problem.sense(), ising.toPauliSum(), ising, ones(rules, layout), selection);
    }

    /// How many of all qubits are 1 in every feasible assignment, where that is one number.
    private static @Nullable Integer ones(SelectionRules rules, SelectionLayout layout) {
        return rules.minimum() == rules.maximum() && layout.qubits() == rules.size() ? rules.minimum() : null;
    }

    /// riskAversion·xᵀΣx − μᵀx, with xᵢ² = xᵢ; both mirror entries of Σ count. Turnover adds cost·|xᵢ −
    /// K·wᵢ|, which is cost·K·wᵢ at 0 and cost·|1 − K·wᵢ| at 1.
    static BinaryQuadratic objective(PortfolioProblem problem) {
        RealVector returns = Objects.requireNonNull(problem.expectedReturns());
        RealMatrix covariance = Objects.requireNonNull(problem.covariance());
        double aversion = problem.riskAversion();
        var objective = new BinaryQuadratic(problem.size());
        for (int i = 0; i < problem.size(); i++) {
            objective.addLinear(i, aversion * covariance.get(i, i) - returns.get(i));
            for (int j = i + 1; j < problem.size(); j++) {
                objective.addQuadratic(i, j, aversion * (covariance.get(i, j) + covariance.get(j, i)));
            }
        }
        Turnover turnover = problem.turnover();
        if (turnover != null) {
            List<String> symbols = Objects.requireNonNull(problem.symbols());
            for (int i = 0; i < problem.size(); i++) {
                objective.addOffset(turnover.whereLeftOut(symbols.get(i), problem.cardinality()));
                objective.addLinear(i, turnover.ofSelecting(symbols.get(i), problem.cardinality()));
            }
        }
        return objective;
    }

    private static List<Integer> indices(List<String> symbols, List<String> some) {
        return some.stream().map(symbols::indexOf).sorted().toList();
    }
}
