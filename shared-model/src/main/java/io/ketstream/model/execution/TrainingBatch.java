package io.ketstream.model.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.operator.PauliString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows that a circuit with weights is run on: its parameters are a row's inputs, then the weights.
///
/// @param inputs angles, one vector a row
/// @param readout the outputs are the expectations of these
/// @param targets one a row; with `loss` only
/// @param loss absent where only outputs are wanted
/// @param coefficients where there: the only output is Σ coefficients[k]·⟨readout[k]⟩
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingBatch(
        List<RealVector> inputs,
        List<PauliString> readout,
        @Nullable RealVector targets,
        @Nullable Loss loss,
        @Nullable RealVector coefficients) {

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
        int outputs = outputs(readout, coefficients);
        if (loss instanceof Loss.Linear && outputs > 1) {
            throw new InvalidValueException("loss", "must not be linear for " + outputs + " outputs");
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
        this(inputs, readout, targets, loss, null);
    }

    /// How many outputs there are.
    public int outputs() {
        return outputs(readout, coefficients);
    }

    private static int outputs(List<PauliString> readout, @Nullable RealVector coefficients) {
        return coefficients == null ? readout.size() : 1;
    }
}
