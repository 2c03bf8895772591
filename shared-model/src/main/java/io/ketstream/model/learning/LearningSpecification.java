package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.Objective;
import org.jspecify.annotations.Nullable;

/// A run that learns from a data set, as a user submits it; the rules that join the parts are
/// checked here, those that need the table's description in [TrainingColumns].
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LearningSpecification(
        @Nullable String name,
        LearningProblem problem,
        @Nullable LearningModel model,
        @Nullable ExecutionSpecification execution,
        @Nullable Long seed,
        @Nullable ControlSettings controls,
        @Nullable GridSearch search) {

    private static final int MAX_NAME = 200;

    public LearningSpecification {
        Rules.required("problem", problem);
        if (name != null && name.length() > MAX_NAME) {
            throw new InvalidValueException("name", "must have at most " + MAX_NAME + " characters");
        }
        check(problem, resolve(name, problem, model, execution, 0, controls, search));
    }

    /// Without a search.
    public LearningSpecification(
            @Nullable String name,
            LearningProblem problem,
            @Nullable LearningModel model,
            @Nullable ExecutionSpecification execution,
            @Nullable Long seed,
            @Nullable ControlSettings controls) {
        this(name, problem, model, execution, seed, controls, null);
    }

    /// The settings with defaults filled in; `chosenSeed` is taken where the user gave none.
    public LearningSettings settings(long chosenSeed) {
        return resolve(name, problem, model, execution, seed == null ? chosenSeed : seed, controls, search);
    }

    private static LearningSettings resolve(
            @Nullable String name,
            LearningProblem problem,
            @Nullable LearningModel model,
            @Nullable ExecutionSpecification execution,
            long seed,
            @Nullable ControlSettings controls,
            @Nullable GridSearch search) {
        return new LearningSettings(
                name,
                model == null ? defaultModel(problem) : model,
                execution == null ? ExecutionSpecification.of(null, null, null, null, null) : execution,
                seed,
                controls,
                search == null ? null : resolved(search, problem),
                null);
    }

    /// With the metric that is taken where none is named.
    private static GridSearch resolved(GridSearch search, LearningProblem problem) {
        LearningTask task = switch (problem) {
            case LearningProblem.Classification _ -> LearningTask.CLASSIFICATION;
            case LearningProblem.Regression _ -> LearningTask.REGRESSION;
            case LearningProblem.Similarity _ ->
                throw new InvalidValueException("search", "must be absent: nothing is learnt that could be better");
        };
        int parts = problem.validation() instanceof Validation.Folds(int folds) ? folds + 1 : 1;
        if (search.size() * parts > GridSearch.MAX_TRIALS) {
            throw new InvalidValueException(
                    "search.grid",
                    "must have at most " + GridSearch.MAX_TRIALS / parts + " points with so many folds, not "
                            + search.size());
        }
        try {
            return new GridSearch(search.grid(), search.validation(), search.metricOf(task));
        } catch (InvalidValueException e) {
            throw e.within("search");
        }
    }

    private static LearningModel defaultModel(LearningProblem problem) {
        var kernel = new Kernel.Fidelity(FeatureMap.Zz.of(null, null));
        return problem instanceof LearningProblem.Similarity
                ? new LearningModel.KernelMatrix(kernel)
                : LearningModel.SupportVectorMachine.of(kernel, null, null, null);
    }

    private static void check(LearningProblem problem, LearningSettings settings) {
        LearningModel model = settings.model();
        boolean ofTarget = model.tellsTarget();
        if (ofTarget == problem instanceof LearningProblem.Similarity) {
            throw new InvalidValueException(
                    "model.type",
                    ofTarget
                            ? "must be kernel-matrix, kernel-pca or one-class for a problem of type kernel"
                            : "must not be " + model.type() + ", which learns no target");
        }
        if (model instanceof LearningModel.SupportVectorMachine machine
                && machine.withProbabilities()
                && problem instanceof LearningProblem.Regression) {
            throw new InvalidValueException(
                    "model.probabilities", "must be false for a regression: they are of classes");
        }
        if (model instanceof LearningModel.KernelMatrix whole && whole.kernel().nystrom() != null) {
            throw new InvalidValueException(
                    "model.kernel.nystrom", "must be absent for a kernel-matrix: the whole of it is what is wanted");
        }
        if (!ofTarget
                && model instanceof LearningModel.OfKernel untold
                && untold.kernel().alignment() != null) {
            throw new InvalidValueException(
                    "model.kernel.alignment", "must be absent for a " + model.type() + ", which learns no target");
        }
        check(settings.execution());
        if (model instanceof LearningModel.OfKernel sampled
                && sampled.kernel() instanceof Kernel.Fidelity fidelity
                && fidelity.nystrom() != null
                && Integer.valueOf(1).equals(settings.execution().shots())) {
            throw new InvalidValueException(
                    "execution.shots",
                    "must be at least 2 with model.kernel.nystrom: of one shot nothing says how far it is off");
        }
        if (model instanceof LearningModel.QuantumNeuralNetwork network) {
            check(problem, network, settings.execution());
        }
    }

    /// What only an energy has is refused.
    private static void check(ExecutionSpecification execution) {
        if (!(execution.objective() instanceof Objective.Mean)) {
            throw new InvalidValueException(
                    "execution.objective.type", "must be mean: nothing of what is learnt is an energy");
        }
        if (execution.grouping() != null) {
            throw new InvalidValueException(
                    "execution.grouping", "must be absent: what is measured needs no bases but those of single qubits");
        }
    }

    private static void check(
            LearningProblem problem, LearningModel.QuantumNeuralNetwork network, ExecutionSpecification execution) {
        if (problem instanceof LearningProblem.Regression
                && network.loss() != LearningModel.QuantumNeuralNetwork.LossType.SQUARED) {
            throw new InvalidValueException("model.loss", "must be squared for a regression");
        }
        if (execution.shots() != null) {
            checkSampled(network.training().method());
        }
    }

    /// A line search compares losses, which noise would mislead; a metric comes from states.
    private static void checkSampled(LearningModel.NetworkTraining.Method method) {
        switch (method) {
            case ADAM, SPSA -> {
                // by shifts of angles, or by values
            }
            case L_BFGS ->
                throw new InvalidValueException(
                        "model.training.method",
                        "must be adam or spsa when execution.shots is set: l-bfgs needs exact losses");
            case NATURAL_GRADIENT ->
                throw new InvalidValueException(
                        "model.training.method",
                        "must be adam or spsa when execution.shots is set: the metric of natural-gradient is exact only");
        }
    }
}
