package io.ketstream.execution.estimate;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.PackedTriangle;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Pub;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.ArrayList;
import java.util.List;

/// Answers questions of the Fubini–Study metric in the weights, mean over a batch's rows; a pure
/// function of the PUB, the circuit and the simulator's engine.
///
/// The derivatives of a state by the angles of rotations are halves of other states of the same
/// circuit ([ShiftedRotations]), so that their products come from the kernels' loops, in blocks
/// where they do not all fit.
public final class MetricEstimator {

    /// Metrics of so many rows are held at a time.
    private static final int ROWS_IN_ONE_GO = 16;

    private final StatevectorSimulator simulator;

    public MetricEstimator(StatevectorSimulator simulator) {
        this.simulator = simulator;
    }

    /// The bytes that one row takes on `simulator`, at most: the states, and by rotations their
    /// parameters, their products twice, and these on their way to the metric.
    ///
    /// @throws io.ketstream.model.InvalidValueException naming `wanted`, when a weight is in a gate
    ///     that is no rotation
    public static long bytes(Pub pub, CompiledDefinition definition, StatevectorSimulator simulator) {
        int states = PubCheck.statesEach(pub, definition);
        long rotations = states - 1L;
        long numbers = rotations * (3 * rotations + 2L * definition.circuit().numberOfParameters());
        return simulator.gramBytes(definition.circuit(), states) + Double.BYTES * numbers;
    }

    /// The mean metric, as [PackedTriangle] has it.
    ///
    /// @param bytes that one row takes
    /// @throws io.ketstream.model.InvalidValueException when the PUB does not fit the circuit
    public PackedMatrix metric(Pub pub, CompiledDefinition definition, long bytes) {
        Batch batch = Batch.of(pub, definition);
        RealVector weights = pub.parameters().getFirst();
        int inputs = batch.rows().constants();
        ShiftedRotations rotations = definition.shiftedRotations(inputs);
        CompiledCircuit shifted = definition.shiftedDefinition(inputs).circuit();
        var mean = new double[weights.size()][weights.size()];
        var some = new double[ROWS_IN_ONE_GO][][];
        for (int from = 0; from < batch.samples(); from += ROWS_IN_ONE_GO) {
            int first = from;
            int count = Math.min(ROWS_IN_ONE_GO, batch.samples() - from);
            simulator.forEach(definition.allAmplitudes(), count, bytes, (each, k) -> {
                Inputs.checkInterrupt();
                RealVector parameters = batch.joined(first + k, weights);
                some[k] = byWeights(
                        rotations,
                        Inputs.finite(() -> each.projectedGram(
                                shifted, rotations.unshifted(parameters), turned(rotations, parameters))));
                scale(batch, first + k, some[k]);
            });
            for (int k = 0; k < count; k++) {
                add(some[k], mean, batch.samples());
            }
        }
        return PackedTriangle.pack(mean);
    }

    /// The parameters of twice each derivative.
    private static List<RealVector> turned(ShiftedRotations rotations, RealVector parameters) {
        var turned = new ArrayList<RealVector>(rotations.size());
        for (int rotation = 0; rotation < rotations.size(); rotation++) {
            turned.add(rotations.shifted(parameters, rotation, Math.PI));
        }
        return turned;
    }

    /// @param gram of twice the derivatives by angles
    private static double[][] byWeights(ShiftedRotations rotations, RealMatrix gram) {
        var halfway = new double[gram.rows()][];
        for (int row = 0; row < gram.rows(); row++) {
            halfway[row] = rotations.byWeights(gram.row(row).toArray());
        }
        int weights = halfway.length == 0 ? 0 : halfway[0].length;
        var metric = new double[weights][];
        var column = new double[gram.rows()];
        for (int weight = 0; weight < weights; weight++) {
            for (int row = 0; row < column.length; row++) {
                column[row] = halfway[row][weight] / 4;
            }
            metric[weight] = rotations.byWeights(column);
        }
        return metric;
    }

    /// A derivative by a weight is that by its parameter times what it is multiplied by.
    private static void scale(Batch batch, int row, double[][] metric) {
        for (int weight = 0; weight < metric.length; weight++) {
            batch.byWeights(row, metric[weight]);
            double factor = batch.rows().factor(row, weight);
            for (int other = 0; other < metric.length; other++) {
                metric[weight][other] *= factor;
            }
        }
    }

    private static void add(double[][] metric, double[][] mean, int samples) {
        for (int row = 0; row < metric.length; row++) {
            for (int column = 0; column <= row; column++) {
                mean[row][column] += metric[row][column] / samples;
            }
        }
    }
}
