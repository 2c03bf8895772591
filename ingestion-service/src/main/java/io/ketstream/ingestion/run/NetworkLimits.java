package io.ketstream.ingestion.run;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.event.TrainingSubmitted;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.LearningModel.NetworkTraining;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.ShiftedParts;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.learning.Validation;
import java.util.List;

/// How long a network may be trained, and by which rows.
final class NetworkLimits {

    /// Of a run's answers with metrics, which are kept on a topic, in the journal and in the log of
    /// results-service.
    private static final long MOST_METRIC_BYTES = 2_000_000_000;

    private NetworkLimits() {}

    /// @throws InvalidValueException naming the field of the run
    static void check(TrainingSubmitted run) {
        if (run.settings().model() instanceof QuantumNeuralNetwork network) {
            checkPatience(run, network.training());
            checkMetrics(run, network);
        }
    }

    /// The rows of the smallest training of the run. One of each class is in every training, as
    /// [io.ketstream.model.learning.TrainingColumns] has checked.
    private static long trained(Validation validation, long rows) {
        return switch (validation) {
            case Validation.Holdout holdout -> rows - holdout.tested(rows);
            case Validation.Folds(int folds) -> rows - Math.ceilDiv(rows, folds);
            case Validation.OtherDataset _ -> rows;
        };
    }

    private static void checkPatience(TrainingSubmitted run, NetworkTraining training) {
        Validation validation = run.problem().validation();
        if (training.patience() == null || validation == null) {
            return;
        }
        List<String> classes = run.table().classes();
        int kept = classes == null ? 1 : classes.size();
        long rows = trained(validation, run.table().rows());
        long heldBack = new Validation.Holdout(NetworkTraining.HELD_BACK).tested(rows);
        if (heldBack < 1 || rows - heldBack < kept) {
            throw new InvalidValueException(
                    "model.training.patience",
                    "must be absent, or the data set have more rows: a fifth of the " + rows
                            + " rows of training is held back, and of the others "
                            + (classes == null ? "one must be left" : "one of each of " + kept + " classes"));
        }
    }

    private static void checkMetrics(TrainingSubmitted run, QuantumNeuralNetwork network) {
        NetworkTraining training = network.training();
        if (training.method() != NetworkTraining.Method.NATURAL_GRADIENT) {
            return;
        }
        TableClaim table = run.table();
        FeatureMap map = network.featureMap();
        int qubits = map.qubits(table.width());
        int weights = network.layers().weights(qubits);
        Validation validation = run.problem().validation();
        long trainings = validation instanceof Validation.Folds(int folds) ? folds + 1 : 1;
        long rows = validation instanceof Validation.Holdout holdout ? trained(holdout, table.rows()) : table.rows();
        long batch = training.batchSize() == null ? rows : Math.min(rows, training.batchSize());
        long steps = trainings * training.epochs() * Math.ceilDiv(rows, batch);
        long each = ShiftedParts.metricBytes(batch, qubits, map.numberOfAngles(table.width()), weights);
        if (steps > MOST_METRIC_BYTES / each) {
            throw new InvalidValueException(
                    "model.training.epochs",
                    "must be fewer: " + steps + " steps of natural-gradient, whose answers about " + weights
                            + " weights take up to " + each + " bytes each, at most " + MOST_METRIC_BYTES / each
                            + " steps are permitted");
        }
    }
}
