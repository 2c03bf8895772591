package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.simulator.CompiledReadout;
import io.ketstream.simulator.OutputLoss;

/// The batch of a PUB, checked against its circuit, with its readout prepared.
///
/// @param rows what the circuit is run on
/// @param readout of `rows`
record Batch(TrainingBatch rows, CompiledReadout readout) {

    /// @throws InvalidValueException naming the field, when the PUB does not fit the circuit
    static Batch of(Pub pub, CompiledDefinition definition) {
        TrainingBatch rows = pub.batch();
        if (rows == null) {
            throw new IllegalArgumentException("not a question of a batch: " + pub.wanted());
        }
        int parameters = definition.circuit().numberOfParameters();
        int inputs = rows.inputs().getFirst().size();
        if (inputs > parameters) {
            throw new InvalidValueException(
                    "batch.inputs[0]",
                    "must have at most " + parameters + " entries, the circuit's parameters, not " + inputs);
        }
        Rules.size("parameters[0]", pub.parameters().getFirst().size(), parameters - inputs);
        long each = PubCheck.statesEach(pub, definition);
        if (each * rows.inputs().size() * pub.parameters().size() > TrainingBatch.MAX_STATES) {
            throw new InvalidValueException(
                    "batch.inputs",
                    "must be at most " + TrainingBatch.MAX_STATES / each
                            + " rows for all vectors of weights together, not "
                            + rows.inputs().size() + " for each of "
                            + pub.parameters().size());
        }
        try {
            return new Batch(rows, definition.readout(rows.readout()));
        } catch (InvalidValueException e) {
            throw e.within("batch");
        }
    }

    /// Rows in the batch.
    int samples() {
        return rows.inputs().size();
    }

    /// The outputs that expectations of the readout come to.
    double[] outputs(double[] expectations) {
        RealVector coefficients = rows.coefficients();
        return coefficients == null
                ? expectations
                : new double[] {new CombinedOutput(coefficients).value(expectations)};
    }

    /// A loss of outputs as one of expectations.
    OutputLoss ofExpectations(OutputLoss loss) {
        RealVector coefficients = rows.coefficients();
        return coefficients == null ? loss : new CombinedOutput(coefficients).of(loss);
    }

    /// The circuit's parameters for one of the rows.
    RealVector joined(int row, RealVector weights) {
        RealVector inputs = rows.inputs().get(row);
        var all = new double[inputs.size() + weights.size()];
        for (int i = 0; i < inputs.size(); i++) {
            all[i] = inputs.get(i);
        }
        for (int i = 0; i < weights.size(); i++) {
            all[inputs.size() + i] = weights.get(i);
        }
        return RealVector.of(all);
    }
}
