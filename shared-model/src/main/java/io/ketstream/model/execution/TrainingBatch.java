package io.ketstream.model.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.operator.PauliString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows that a circuit with weights is run on: its parameters are a row's inputs, then the weights;
/// or, where inputs are weighted, the weights alone, of which the first are multiplied by the row's
/// inputs. Behind them stand the weights of the loss, if it has any.
///
/// @param inputs angles, one vector a row
/// @param readout the outputs are the expectations of these
/// @param targets one a row; with `loss` only
/// @param loss absent where only outputs are wanted
/// @param coefficients where there: the only output is Σ coefficients[k]·⟨readout[k]⟩
/// @param weighted where there: so many weights, the first, are multiplied by a row's inputs, which
///     are gone through from the first to the last and again: parameter k of the circuit is weight
///     k times input k mod d of d inputs. A multiple of d
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingBatch(
        List<RealVector> inputs,
        List<PauliString> readout,
        @Nullable RealVector targets,
        @Nullable Loss loss,
        @Nullable RealVector coefficients,
        @Nullable Integer weighted) {

    /// States that a question of a batch may take, all vectors of weights together.
    public static final int MAX_STATES = 1_000_000;

    public TrainingBatch {
        inputs = List.copyOf(inputs);
        readout = List.copyOf(readout);
        Rules.notEmpty("inputs", inputs);
        Rules.notEmpty("readout", readout);
        for (int k = 1; k < inputs.size(); k++) {
            Rules.size(
                    "inputs[" + k + "]", inputs.get(k).size(), inputs.getFirst().size());
        }
        if ((targets == null) != (loss == null)) {
            throw new InvalidValueException(targets == null ? "targets" : "loss", "is required: both or none");
        }
        if (targets != null) {
            Rules.size("targets", targets.size(), inputs.size());
        }
        if (coefficients != null) {
            Rules.size("coefficients", coefficients.size(), readout.size());
            Rules.moderate("coefficients", coefficients);
        }
        if (weighted != null) {
            int width = inputs.getFirst().size();
            Rules.within("weighted", weighted, 1, Integer.MAX_VALUE);
            if (width == 0 || weighted % width != 0) {
                throw new InvalidValueException(
                        "weighted", "must be a multiple of the " + width + " inputs of a row, not " + weighted);
            }
        }
        int outputs = outputs(readout, coefficients);
        if (loss instanceof Loss.Linear && outputs > 1) {
            throw new InvalidValueException("loss", "must not be linear for " + outputs + " outputs");
        }
        if (loss instanceof Loss.WeightedFidelity && outputs > 1) {
            throw new InvalidValueException("loss", "must not be weighted-fidelity for " + outputs + " outputs");
        }
        if (targets != null && (!(loss instanceof Loss.Squared) || outputs > 1)) {
            for (int k = 0; k < targets.size(); k++) {
                double most = Math.max(1, outputs - 1);
                if (targets.get(k) != Math.rint(targets.get(k)) || targets.get(k) < 0 || targets.get(k) > most) {
                    throw new InvalidValueException(
                            "targets[" + k + "]", "must be a whole number from 0 to " + (int) most);
                }
            }
        }
    }

    /// With an output for each observable.
    public TrainingBatch(
            List<RealVector> inputs, List<PauliString> readout, @Nullable RealVector targets, @Nullable Loss loss) {
        this(inputs, readout, targets, loss, null, null);
    }

    /// With inputs that are parameters of the circuit as they are.
    public TrainingBatch(
            List<RealVector> inputs,
            List<PauliString> readout,
            @Nullable RealVector targets,
            @Nullable Loss loss,
            @Nullable RealVector coefficients) {
        this(inputs, readout, targets, loss, coefficients, null);
    }

    /// How many outputs there are.
    public int outputs() {
        return outputs(readout, coefficients);
    }

    /// How many parameters of the circuit stand before the weights.
    public int constants() {
        return weighted == null ? inputs.getFirst().size() : 0;
    }

    /// How many weights stand behind those of the circuit.
    public int weightsOfLoss() {
        return loss == null ? 0 : loss.weights();
    }

    /// The parameters of the circuit for a row.
    ///
    /// @param row counted from 0
    /// @param weights of the question, those of the loss included
    public RealVector parameters(int row, RealVector weights) {
        int constants = constants();
        int ofCircuit = weights.size() - weightsOfLoss();
        var parameters = new double[constants + ofCircuit];
        for (int i = 0; i < constants; i++) {
            parameters[i] = inputs.get(row).get(i);
        }
        for (int i = 0; i < ofCircuit; i++) {
            parameters[constants + i] = factor(row, i) * weights.get(i);
        }
        return RealVector.of(parameters);
    }

    /// What a weight of the circuit is multiplied by for a row; 1 where it stands alone.
    ///
    /// @param row counted from 0
    /// @param weight counted from 0
    public double factor(int row, int weight) {
        RealVector input = inputs.get(row);
        return weighted != null && weight < weighted ? input.get(weight % input.size()) : 1;
    }

    private static int outputs(List<PauliString> readout, @Nullable RealVector coefficients) {
        return coefficients == null ? readout.size() : 1;
    }
}
