package io.ketstream.ingestion.run;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningModel.NetworkTraining;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork;
import io.ketstream.model.learning.ShiftedParts;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.learning.Validation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long a network may be trained, and by which rows.
final class NetworkLimits {

    /// Of a run's answers with metrics, which are kept on a topic, in the journal and in the log of
    /// results-service.
    private static final long MOST_METRIC_BYTES = 2_000_000_000;

    private NetworkLimits() {}

    /// @param validation by which the run is tested
    /// @param search by which points of a search are compared, of which the model is one's; null: it
    ///     is none's
    /// @throws InvalidValueException naming the field of the run
    static void check(
            LearningModel model, TableClaim table, @Nullable Validation validation, @Nullable Validation search) {
        if (model instanceof QuantumNeuralNetwork network && validation != null) {
            checkPatience(network.training(), table, validation, search);
            checkMetrics(network, table, validation);
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

    private static void checkPatience(
            NetworkTraining training, TableClaim table, Validation validation, @Nullable Validation search) {
        if (training.patience() == null) {
            return;
        }
        List<String> classes = table.classes();
        int kept = classes == null ? 1 : classes.size();
        long ofRun = trained(validation, table.rows());
        long rows = search == null ? ofRun : trained(search, ofRun);
        long heldBack = new Validation.Holdout(NetworkTraining.HELD_BACK).tested(rows);
        if (heldBack < 1 || rows - heldBack < kept) {
            throw new InvalidValueException(
                    "model.training.patience",
                    "must be absent, or the data set have more rows: a fifth of the " + rows
                            + " rows of training is held back, and of the others "
                            + (classes == null ? "one must be left" : "one of each of " + kept + " classes"));
        }
    }

    private static void checkMetrics(QuantumNeuralNetwork network, TableClaim table, Validation validation) {
        NetworkTraining training = network.training();
        if (training.method() != NetworkTraining.Method.NATURAL_GRADIENT) {
            return;
        }
        int weights = network.weights(table.width());
        long trainings = validation instanceof Validation.Folds(int folds) ? folds + 1 : 1;
        long rows = validation instanceof Validation.Holdout holdout ? trained(holdout, table.rows()) : table.rows();
        long batch = training.batchSize() == null ? rows : Math.min(rows, training.batchSize());
        long steps = trainings * training.epochs() * Math.ceilDiv(rows, batch);
        long each = ShiftedParts.metricBytes(batch, network, table.width());
        if (steps > MOST_METRIC_BYTES / each) {
            throw new InvalidValueException(
                    "model.training.epochs",
                    "must be fewer: " + steps + " steps of natural-gradient, whose answers about " + weights
                            + " weights take up to " + each + " bytes each, at most " + MOST_METRIC_BYTES / each
                            + " steps are permitted");
        }
    }
}
