package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Link;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.operator.PauliString;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that is needed to tell something of rows that a model has not seen.
///
/// @param target the column that it tells; empty where it tells none
/// @param classes in the order of their places; absent where it tells none
/// @param columns the fields of a row, in order
/// @param width features of a row after preprocessing, filled up with zeros
/// @param engine that its states were computed by
/// @param shots absent: exact
/// @param seed of the run
/// @param kernel of a model of a kernel
/// @param network of a quantum neural network
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainedModel(
        LearningTask task,
        String target,
        @Nullable List<String> classes,
        List<Column> columns,
        FittedPreprocessing preprocessing,
        int width,
        LearningModel model,
        Digest circuitDigest,
        Link circuitLink,
        Engine engine,
        @Nullable Integer shots,
        long seed,
        @Nullable OfKernel kernel,
        @Nullable OfNetwork network) {

    /// A field of a row.
    ///
    /// @param categories in the order of their places; of numbers none
    public record Column(String name, ColumnType type, List<String> categories) {
        public Column {
            categories = List.copyOf(categories);
        }
    }

    /// @param table that it was trained on
    /// @param rows of the table, counted from 0: those that a new row's kernel is needed with, in
    ///     the order in which `fitted` takes it
    /// @param weights that stand behind a row's angles in its circuit; absent where there are none
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfKernel(
            Link table,
            List<Integer> rows,
            KernelModel fitted,
            @Nullable RealVector weights) {
        public OfKernel {
            rows = List.copyOf(rows);
            Rules.size(
                    "rows", rows.size(), Rules.required("fitted", fitted).rows().size());
        }
    }

    /// @param weights of the circuit
    /// @param readout the outputs are the expectations of these
    /// @param lossWeights those that the loss had itself
    ///     ([io.ketstream.model.execution.Loss#weights]), which predictions do not need; absent
    ///     where it had none
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfNetwork(
            RealVector weights,
            List<PauliString> readout,
            @Nullable RealVector lossWeights) {
        public OfNetwork {
            readout = List.copyOf(readout);
        }

        /// With a loss that had no weights.
        public OfNetwork(RealVector weights, List<PauliString> readout) {
            this(weights, readout, null);
        }
    }

    public TrainedModel {
        classes = classes == null ? null : List.copyOf(classes);
        columns = List.copyOf(columns);
        if (target.isEmpty() != (task == LearningTask.SIMILARITY)) {
            throw new InvalidValueException("target", "must be there unless the model tells none");
        }
        if ((kernel == null) == (network == null)) {
            throw new InvalidValueException(
                    kernel == null ? "kernel" : "network", "must be there or network, not both");
        }
    }

    /// What its circuit takes for a row: angles, and the weights of a kernel that was trained.
    ///
    /// @param row a missing value is NaN, a category its place, one that is unknown −1
    /// @throws InvalidValueException naming an entry of the features that is missing or too large
    public RealVector inputs(double[] row) {
        RealVector angles = model.featureMap().angles(features(row));
        return kernel == null || kernel.weights() == null ? angles : angles.followedBy(kernel.weights());
    }

    /// The weights that a network's angles are multiplied by, which are the first of all, in turn
    /// those of each time that the map stands in the circuit; of other models none.
    public RealVector weightsOfAngles() {
        if (network == null || !(model instanceof LearningModel.QuantumNeuralNetwork settings)) {
            return RealVector.zeros(0);
        }
        int number = settings.weightsOfAngles(model.featureMap().numberOfAngles(width));
        return RealVector.of(Arrays.copyOf(network.weights().toArray(), number));
    }

    /// What the feature map takes.
    ///
    /// @param row a missing value is NaN, a category its place, one that is unknown −1
    /// @throws InvalidValueException naming an entry of the result that is missing or too large
    public RealVector features(double[] row) {
        return widened(preprocessing.apply(row), width);
    }

    /// Filled up with zeros: fewer categories were met in training than the table has.
    public static RealVector widened(RealVector features, int width) {
        if (features.size() == width) {
            return features;
        }
        double[] wide = new double[width];
        System.arraycopy(features.toArray(), 0, wide, 0, features.size());
        return RealVector.of(wide);
    }

    /// The same without what only says how sure its predictions are.
    public TrainedModel lighter() {
        if (kernel == null) {
            return this;
        }
        return new TrainedModel(
                task,
                target,
                classes,
                columns,
                preprocessing,
                width,
                model,
                circuitDigest,
                circuitLink,
                engine,
                shots,
                seed,
                new OfKernel(kernel.table(), kernel.rows(), kernel.fitted().lighter(), kernel.weights()),
                network);
    }
}
