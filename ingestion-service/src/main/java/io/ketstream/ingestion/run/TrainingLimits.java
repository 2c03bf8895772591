package io.ketstream.ingestion.run;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.KernelTiles;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork.LossType;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork.Readout;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.NystromApproximation;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.learning.Validation;
import io.ketstream.support.event.ModelJson;
import java.util.List;

/// How much a run that learns may be made of.
final class TrainingLimits {

    /// A kernel is of each row with each.
    private static final int MOST_ROWS_OF_KERNEL = 2_000;

    /// Of a kernel that is approximated: of each row with each landmark.
    private static final int MOST_ROWS_BY_LANDMARKS = 20_000;

    private static final int MOST_PAIRS_WITH_LANDMARKS = MOST_ROWS_OF_KERNEL * MOST_ROWS_OF_KERNEL;

    private static final int MOST_ROWS_OF_NETWORK = 100_000;

    /// A float64 in base64.
    private static final long BYTES_PER_NUMBER = 11;

    /// The model itself, of labels in random order, and its separable twin.
    private static final long MODELS_OF_KERNEL = 3;

    /// Numbers of a row that a circuit takes in.
    private static final int MOST_WIDTH = 1_000;

    /// What circuit-service adds to the message: circuit, link, and a network's outputs.
    private static final int READY_BYTES = 4 * 1024;

    /// A digit and a comma.
    private static final long BYTES_PER_COUNT = 2;

    /// The names of its fields, and two rows.
    private static final long LEAST_BYTES_PER_MACHINE = 90;

    /// Fewer than almost all coefficients take, with their comma.
    private static final long LEAST_BYTES_PER_COEFFICIENT = 12;

    private TrainingLimits() {}

    /// @throws InvalidValueException naming the field of the problem
    static void checkProblem(TrainingSubmitted run) {
        int most = mostRows(run.settings().model());
        String model = run.settings().model() instanceof LearningModel.OfKernel ? "a kernel" : "a network";
        TableClaim table = run.table();
        if (table.rows() > most) {
            throw new InvalidValueException(
                    "dataset",
                    "has " + table.rows() + " rows: " + model + " takes at most " + most
                            + ", those of a test included");
        }
        TableClaim test = run.test();
        if (test != null && table.rows() + test.rows() > most) {
            throw new InvalidValueException(
                    "validation.dataset",
                    "has " + test.rows() + " rows: with the " + table.rows() + " that are learnt from " + model
                            + " takes at most " + most);
        }
        checkFits(run);
        checkOutcome(run);
        checkCoefficients(run);
    }

    /// Kernel ridge and Gaussian processes have a coefficient for each row of training, in a
    /// function for each class of more than two.
    private static void checkCoefficients(TrainingSubmitted run) {
        LearningModel model = run.settings().model();
        if (!(model instanceof LearningModel.KernelRidge) && !(model instanceof LearningModel.GaussianProcess)) {
            return;
        }
        List<String> classes = run.table().classes();
        long functions = classes == null || classes.size() == 2 ? 1 : classes.size();
        long rows = run.table().rows();
        if (run.problem().validation() instanceof Validation.Holdout holdout) {
            rows -= holdout.tested(run.table().rows());
        }
        NystromApproximation nystrom = ((LearningModel.OfKernel) model).kernel().nystrom();
        rows = nystrom == null ? rows : Math.min(rows, nystrom.landmarks());
        long bytes = LEAST_BYTES_PER_COEFFICIENT * functions * rows;
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            throw new InvalidValueException(
                    "dataset",
                    "must have fewer rows, or the target fewer classes: the model of " + rows + " rows and " + functions
                            + " classes takes at least " + bytes + " bytes of a message, at most "
                            + Topics.MAX_MESSAGE_BYTES + " are permitted");
        }
    }

    private static int mostRows(LearningModel model) {
        return switch (model) {
            case LearningModel.QuantumNeuralNetwork _ -> MOST_ROWS_OF_NETWORK;
            case LearningModel.OfKernel ofKernel -> {
                NystromApproximation nystrom = ofKernel.kernel().nystrom();
                yield nystrom == null
                        ? MOST_ROWS_OF_KERNEL
                        : Math.min(MOST_ROWS_BY_LANDMARKS, MOST_PAIRS_WITH_LANDMARKS / nystrom.landmarks());
            }
        };
    }

    /// Everything that is told of classes stands in the outcome: how often each was taken for each,
    /// and of a support vector machine what parts each two of them.
    private static void checkOutcome(TrainingSubmitted run) {
        List<String> classes = run.table().classes();
        if (classes == null || run.problem().validation() == null) {
            return;
        }
        long number = classes.size();
        long bytes = BYTES_PER_COUNT * number * number;
        if (run.settings().model() instanceof LearningModel.SupportVectorMachine) {
            bytes += LEAST_BYTES_PER_MACHINE * number * (number - 1) / 2;
        }
        if (bytes > Topics.MAX_MESSAGE_BYTES) {
            throw new InvalidValueException(
                    "target",
                    "must have fewer classes: what would come of " + number + " takes at least " + bytes
                            + " bytes of a message, at most " + Topics.MAX_MESSAGE_BYTES + " are permitted");
        }
    }

    /// What is told of the rows of a test goes from a part of a search to the whole in one message,
    /// beside the model.
    ///
    /// @throws InvalidValueException naming the field of the run
    static void checkSearch(TrainingSubmitted run) {
        TableClaim test = run.test();
        long rows = switch (run.problem().validation()) {
            case Validation.Holdout holdout -> holdout.tested(run.table().rows());
            case Validation.Folds(int folds) -> Math.ceilDiv(run.table().rows(), folds);
            case Validation.OtherDataset _ -> test == null ? 0 : test.rows();
            case null -> 0;
        };
        List<String> classes = run.table().classes();
        long probabilities = classes == null ? 0 : classes.size();
        long numbers = switch (run.settings().model()) {
            case LearningModel.QuantumNeuralNetwork _ -> 1 + probabilities;
            case LearningModel.GaussianProcess _ -> MODELS_OF_KERNEL * (1 + probabilities);
            case LearningModel.SupportVectorMachine machine
            when machine.withProbabilities() -> MODELS_OF_KERNEL * (1 + probabilities);
            case LearningModel.OfKernel _ -> MODELS_OF_KERNEL;
        };
        long most = Topics.MAX_MESSAGE_BYTES / 2 / BYTES_PER_NUMBER / numbers;
        if (rows > most) {
            throw new InvalidValueException(
                    "search", "takes at most " + most + " rows of a test of such a model, not " + rows);
        }
    }

    private static void checkFits(TrainingSubmitted run) {
        int most = Topics.MAX_MESSAGE_BYTES - READY_BYTES;
        int bytes = bytes(run);
        if (bytes > most) {
            TableClaim table = run.table();
            boolean byClasses = table.classes() != null && bytes(table.classes()) > bytes(table.features());
            throw new InvalidValueException(
                    byClasses ? "target" : "features",
                    "must have fewer " + (byClasses ? "classes" : "columns") + ", or shorter names: the run would take "
                            + bytes + " bytes of a message, at most " + most + " are permitted");
        }
    }

    private static int bytes(Object value) {
        return ModelJson.mapper().writeValueAsBytes(value).length;
    }

    /// @throws InvalidValueException naming the field of the run
    static void checkModel(LearningSettings settings, TableClaim table) {
        LearningModel model = settings.model();
        String field = model instanceof LearningModel.OfKernel ? "model.kernel.featureMap" : "model.featureMap";
        if (table.width() > MOST_WIDTH) {
            throw new InvalidValueException(
                    field,
                    "must take at most " + MOST_WIDTH + " features, not " + table.width()
                            + "; select features, or reduce them by pca");
        }
        try {
            model.featureMap().check(table.width(), mostQubits(settings));
        } catch (InvalidValueException e) {
            throw e.within(field);
        }
        if (model instanceof LearningModel.OfKernel ofKernel) {
            KernelLimits.checkModel(ofKernel, table);
        }
        if (model instanceof LearningModel.QuantumNeuralNetwork network) {
            checkReadout(network, table);
            checkWeights(network, table, settings.execution().shots() != null);
        }
    }

    private static int mostQubits(LearningSettings settings) {
        return settings.model() instanceof LearningModel.OfKernel model
                ? model.kernel().mostQubits(settings.execution().shots() != null)
                : FeatureMap.MAX_QUBITS;
    }

    /// As they are asked about: a row with the weights, twice where two values are compared; and as
    /// many numbers are a gradient.
    private static void checkWeights(LearningModel.QuantumNeuralNetwork network, TableClaim table, boolean shots) {
        FeatureMap map = network.featureMap();
        int weights = network.weights(table.width()) + network.asked().weights();
        if (network.training().method() == LearningModel.NetworkTraining.Method.NATURAL_GRADIENT
                && weights > LearningModel.NetworkTraining.MAX_METRIC_WEIGHTS) {
            throw new InvalidValueException(
                    "model.training.method",
                    "must not be natural-gradient for " + weights + " weights: its metric is of at most "
                            + LearningModel.NetworkTraining.MAX_METRIC_WEIGHTS);
        }
        checkRotations(network, table, shots);
        boolean inPairs = network.training().method() == LearningModel.NetworkTraining.Method.SPSA;
        try {
            KernelTiles.vectors(weights);
            KernelTiles.vectors(map.numberOfAngles(table.width()) + 1, inPairs ? 2 * weights : weights);
        } catch (InvalidValueException e) {
            throw new InvalidValueException(
                    "model.layers.layers",
                    "must be fewer: questions about " + weights + " weights would not fit into a message");
        }
    }

    /// Of each a state of its own is made, and of a metric the products of all. Where each weight is
    /// in one rotation, there are as many as weights.
    private static void checkRotations(LearningModel.QuantumNeuralNetwork network, TableClaim table, boolean shots) {
        if (!network.weightsAngles()) {
            return;
        }
        LearningModel.NetworkTraining.Method method = network.training().method();
        int rotations = network.rotations(table.width());
        if (method == LearningModel.NetworkTraining.Method.NATURAL_GRADIENT
                && rotations > LearningModel.NetworkTraining.MAX_METRIC_ROTATIONS) {
            throw new InvalidValueException(
                    "model.training.method",
                    "must not be natural-gradient for weights in " + rotations
                            + " rotations: its metric is made of at most "
                            + LearningModel.NetworkTraining.MAX_METRIC_ROTATIONS);
        }
        if (shots
                && method == LearningModel.NetworkTraining.Method.ADAM
                && rotations > LearningModel.NetworkTraining.MAX_SHIFTED_ROTATIONS) {
            throw new InvalidValueException(
                    "model.training.method",
                    "must not be adam with shots for weights in " + rotations
                            + " rotations: its gradients are made of at most "
                            + LearningModel.NetworkTraining.MAX_SHIFTED_ROTATIONS);
        }
    }

    private static void checkReadout(LearningModel.QuantumNeuralNetwork network, TableClaim table) {
        Readout readout = network.readout();
        int qubits = network.featureMap().qubits(table.width());
        List<String> classes = table.classes();
        int outputs = classes == null || classes.size() == 2 ? 1 : classes.size();
        if (outputs > 1 && network.loss() == LossType.LINEAR) {
            throw new InvalidValueException(
                    "model.loss", "must not be linear for " + outputs + " classes, only for two");
        }
        if (outputs > 1 && network.loss() == LossType.WEIGHTED_FIDELITY) {
            throw new InvalidValueException(
                    "model.loss", "must not be weighted-fidelity for " + outputs + " classes, only for two");
        }
        if (outputs > 1 && readout != Readout.Z) {
            throw new InvalidValueException(
                    "model.readout", "must be z for " + outputs + " classes: the others have one output");
        }
        if (outputs > qubits) {
            throw new InvalidValueException(
                    "model.readout",
                    "must have a qubit for each of the " + outputs + " classes, and the circuit has " + qubits);
        }
        if (readout == Readout.ZZ && qubits < 2) {
            throw new InvalidValueException("model.readout", "must not be zz: the circuit has one qubit");
        }
    }
}
