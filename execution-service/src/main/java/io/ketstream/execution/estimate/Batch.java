package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.TrainingBatch;
import io.ketstream.simulator.CompiledReadout;
import io.ketstream.simulator.OutputLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
        int inputs = rows.constants();
        if (inputs > parameters) {
            throw new InvalidValueException(
                    "batch.inputs[0]",
                    "must have at most " + parameters + " entries, the circuit's parameters, not " + inputs);
        }
        Rules.size("parameters[0]", pub.parameters().getFirst().size(), parameters - inputs + rows.weightsOfLoss());
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
        return rows.parameters(row, weights);
    }

    /// The circuit's parameters for each of the rows.
    List<RealVector> joined(RealVector weights) {
        return IntStream.range(0, samples())
                .mapToObj(row -> joined(row, weights))
                .toList();
    }

    /// What the circuit's weights are multiplied by, for each of the rows; where none is, as for
    /// most circuits, there is nothing.
    Optional<List<RealVector>> factors(RealVector weights) {
        if (rows.weighted() == null) {
            return Optional.empty();
        }
        int ofCircuit = ofCircuit(weights);
        return Optional.of(IntStream.range(0, samples())
                .mapToObj(row -> RealVector.of(IntStream.range(0, ofCircuit)
                        .mapToDouble(weight -> rows.factor(row, weight))
                        .toArray()))
                .toList());
    }

    /// Those of the question's weights that are the loss's.
    RealVector weightsOfLoss(RealVector weights) {
        return RealVector.of(Arrays.copyOfRange(weights.toArray(), ofCircuit(weights), weights.size()));
    }

    /// Those that are the circuit's.
    RealVector weightsOfCircuit(RealVector weights) {
        return rows.weightsOfLoss() == 0
                ? weights
                : RealVector.of(Arrays.copyOf(weights.toArray(), ofCircuit(weights)));
    }

    /// How many of the weights are the circuit's.
    private int ofCircuit(RealVector weights) {
        return weights.size() - rows.weightsOfLoss();
    }

    /// Derivatives by the weights of the circuit from those by its parameters, in place.
    ///
    /// @param row that they are of
    void byWeights(int row, double[] derivatives) {
        for (int weight = 0; weight < derivatives.length; weight++) {
            derivatives[weight] *= rows.factor(row, weight);
        }
    }
}
