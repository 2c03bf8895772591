package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import java.util.AbstractList;
import java.util.List;

/// The batch of a PUB, checked against its circuit, with its readout prepared.
///
/// @param rows what the circuit is run on
/// @param weights the vectors of weights
/// @param readout of `rows`
record Batch(TrainingBatch rows, List<RealVector> weights, Readout readout) {

    static final int MOST_STATES = 1_000_000;

    /// @throws InvalidValueException naming the field, when the PUB does not fit the circuit
    static Batch of(Pub pub, CompiledDefinition definition) {
        TrainingBatch rows = pub.batch();
        if (rows == null) {
            throw new IllegalArgumentException("not a question of a batch: " + pub.wanted());
        }
        if ((long) rows.inputs().size() * pub.parameters().size() > MOST_STATES) {
            throw new InvalidValueException(
                    "batch.inputs",
                    "must be at most " + MOST_STATES + " rows in all vectors of weights together, not "
                            + rows.inputs().size() + " in each of " + pub.parameters().size());
        }
        int parameters = definition.circuit().numberOfParameters();
        int inputs = rows.inputs().getFirst().size();
        if (inputs > parameters) {
            throw new InvalidValueException(
                    "batch.inputs[0]",
                    "must have at most " + parameters + " entries, the circuit's parameters, not " + inputs);
        }
        Rules.size("parameters[0]", pub.parameters().getFirst().size(), parameters - inputs);
        try {
            return new Batch(
                    rows, pub.parameters(), definition.readout(rows.readout(), pub.groupingOrDefault()));
        } catch (InvalidValueException e) {
            throw e.within("batch.readout");
        }
    }

    /// The circuit's parameters for each row with the first weights, then with the second, and so on.
    List<RealVector> vectors() {
        return new AbstractList<>() {
            @Override
            public RealVector get(int index) {
                return joined(rows.inputs().get(index % samples()), weights.get(index / samples()));
            }

            @Override
            public int size() {
                return Math.multiplyExact(samples(), weights.size());
            }
        };
    }

    /// Rows in the batch.
    int samples() {
        return rows.inputs().size();
    }

    private static RealVector joined(RealVector inputs, RealVector weights) {
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
