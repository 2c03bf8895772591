package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import io.ketstream.model.problem.HamiltonianProblem;
import io.ketstream.model.problem.IsingProblem;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.problem.QuboProblem;
import org.jspecify.annotations.Nullable;

/// A run as a user submits it. Only `problem` is required; the rules that join the parts are checked here.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSpecification(
        @Nullable String name,
        Problem problem,
        @Nullable Ansatz ansatz,
        @Nullable OptimizerSpecification optimizer,
        @Nullable ExecutionSpecification execution,
        @Nullable Long seed) {

    private static final int MAX_NAME = 200;

    public RunSpecification {
        Rules.required("problem", problem);
        if (name != null && name.length() > MAX_NAME) {
            throw new InvalidValueException("name", "must have at most " + MAX_NAME + " characters");
        }
        check(problem, resolve(name, problem, ansatz, optimizer, execution, 0));
    }

    /// The settings with defaults filled in; `chosenSeed` is taken where the user gave none.
    public RunSettings settings(long chosenSeed) {
        return resolve(name, problem, ansatz, optimizer, execution, seed == null ? chosenSeed : seed);
    }

    private static RunSettings resolve(
            @Nullable String name,
            Problem problem,
            @Nullable Ansatz ansatz,
            @Nullable OptimizerSpecification optimizer,
            @Nullable ExecutionSpecification execution,
            long seed) {
        ExecutionSpecification how =
                execution == null ? ExecutionSpecification.of(null, null, null, null, null) : execution;
        boolean gradients = how.shots() == null && how.objective() instanceof Objective.Mean;
        return new RunSettings(
                name,
                ansatz == null ? defaultAnsatz(problem) : ansatz,
                optimizer == null
                        ? OptimizerSpecification.of(gradients ? OptimizerType.L_BFGS : OptimizerType.SPSA)
                        : optimizer,
                how,
                seed);
    }

    private static Ansatz defaultAnsatz(Problem problem) {
        return switch (problem) {
            case MaxCutProblem maxCut -> new Ansatz.Qaoa(3, Mixer.X);
            case QuboProblem qubo -> new Ansatz.Qaoa(3, Mixer.X);
            case IsingProblem ising -> new Ansatz.Qaoa(3, Mixer.X);
            case PortfolioProblem portfolio -> new Ansatz.Qaoa(3, Mixer.XY_RING);
            case HamiltonianProblem hamiltonian -> Ansatz.HardwareEfficient.of(null, null, null);
        };
    }

    private static void check(Problem problem, RunSettings settings) {
        boolean diagonal = !(problem instanceof HamiltonianProblem hamiltonian)
                || hamiltonian.operator().isDiagonal();
        if (settings.ansatz() instanceof Ansatz.Qaoa qaoa) {
            if (qaoa.maxQubits() != null) {
                checkMaxQubits(problem, qaoa.maxQubits());
            }
            if (!diagonal) {
                throw new InvalidValueException(
                        "ansatz.type",
                        "must not be qaoa for a Hamiltonian with X or Y terms; take hardware-efficient or hamiltonian-variational");
            }
            if (qaoa.mixer().keepsOnes() && !(problem instanceof PortfolioProblem)) {
                throw new InvalidValueException(
                        "ansatz.mixer",
                        "must be x or warm-start: an xy mixer keeps a cardinality, which only a portfolio has");
            }
        }
        ExecutionSpecification execution = settings.execution();
        if (execution.objective() instanceof Objective.ConditionalValueAtRisk && !diagonal) {
            throw new InvalidValueException(
                    "execution.objective.type",
                    "must be mean for a Hamiltonian with X or Y terms: a sample has no energy");
        }
        OptimizerSpecification optimizer = settings.optimizer();
        if (optimizer.type().usesGradient()) {
            if (execution.shots() != null) {
                throw new InvalidValueException(
                        "optimizer.type", "must not be one that uses exact gradients when execution.shots is set");
            }
            if (!(execution.objective() instanceof Objective.Mean)) {
                throw new InvalidValueException(
                        "optimizer.type", "must not be one that uses gradients when execution.objective is cvar");
            }
        }
        if (optimizer.maxShots() != null && execution.shots() == null) {
            throw new InvalidValueException("optimizer.maxShots", "needs execution.shots");
        }
        ParameterCount.of(problem, settings.ansatz()).ifPresent(settings::checkParameters);
    }

    private static void checkMaxQubits(Problem problem, int maxQubits) {
        if (!(problem instanceof PortfolioProblem portfolio)) {
            throw new InvalidValueException(
                    "ansatz.maxQubits", "must be absent: only a portfolio by its universe can be taken apart");
        }
        if (portfolio.size() > maxQubits && !portfolio.isByUniverse()) {
            throw new InvalidValueException(
                    "ansatz.maxQubits",
                    "must be at least " + portfolio.size()
                            + ", the number of assets, or absent: only a portfolio by its universe can be taken apart");
        }
    }
}
