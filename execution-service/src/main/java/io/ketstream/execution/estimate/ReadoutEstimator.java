package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Pub;
import io.ketstream.simulator.Seeds;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/// Answers questions of expectations of several Pauli strings, as matrices; a pure function of the PUB, the circuit and
/// the simulator's engine. Row k draws with the seed [Seeds#derive]`(seed, k)`, as [MeasuredReadout] says.
public final class ReadoutEstimator {

    /// States that are computed without looking whether they are still wanted.
    private static final int STATES_IN_ONE_GO = 256;

    private final StatevectorSimulator simulator;

    public ReadoutEstimator(StatevectorSimulator simulator) {
        this.simulator = simulator;
    }

    /// ⟨X⟩, ⟨Y⟩ and ⟨Z⟩ of each qubit in turn: a row for each parameter vector, three columns for each qubit. With
    /// shots, each of the three bases is measured with so many, on all qubits at once.
    ///
    /// @param bytes that one vector takes
    /// @throws InvalidValueException when the PUB does not fit the circuit
    public PackedMatrix bloch(Pub pub, CompiledDefinition definition, long bytes) {
        PubCheck.check(pub, definition);
        List<RealVector> points = pub.parameters();
        var matrix = new Rows(points.size(), 3 * definition.circuit().numberOfQubits(), UnaryOperator.identity());
        if (pub.shots() == null) {
            matrix.compute(0, points, some -> simulator.blochVectors(definition.circuit(), some));
        } else {
            matrix.sample(definition.bloch(), points::get, pub, definition, bytes);
        }
        return matrix.packed();
    }

    /// The batch's outputs: a row for each of the batch's rows with the first weights, then with
    /// the second, and so on; a column for each output. With shots, so many in each basis that the
    /// readout needs.
    ///
    /// @param bytes that one row takes
    /// @throws InvalidValueException when the PUB does not fit the circuit
    public PackedMatrix outputs(Pub pub, CompiledDefinition definition, long bytes) {
        Batch batch = Batch.of(pub, definition);
        int samples = batch.samples();
        var matrix = new Rows(samples * pub.parameters().size(), batch.rows().outputs(), batch::outputs);
        if (pub.shots() == null) {
            for (int w = 0; w < pub.parameters().size(); w++) {
                RealVector weights = pub.parameters().get(w);
                boolean weighted = batch.rows().weighted() != null;
                RealVector shared = weighted ? RealVector.zeros(0) : weights;
                matrix.compute(
                        w * samples,
                        weighted ? batch.joined(weights) : batch.rows().inputs(),
                        some -> simulator.outputs(definition.circuit(), some, shared, batch.readout()));
            }
        } else {
            MeasuredReadout measured = definition.measured(batch.rows().readout(), pub.groupingOrDefault());
            IntFunction<RealVector> points =
                    k -> batch.joined(k % samples, pub.parameters().get(k / samples));
            matrix.sample(measured, points, pub, definition, bytes);
        }
        return matrix.packed();
    }

    /// A matrix while it is filled.
    private final class Rows {

        private final int count;
        private final int columns;
        private final UnaryOperator<double[]> outputs;
        private final double[] values;

        /// @param outputs what is kept of a row's expectations
        private Rows(int count, int columns, UnaryOperator<double[]> outputs) {
            this.count = count;
            this.columns = columns;
            this.outputs = outputs;
            this.values = new double[Math.multiplyExact(count, columns)];
        }

        private void compute(int first, List<RealVector> points, Function<List<RealVector>, RealMatrix> rows) {
            for (int from = 0; from < points.size(); from += STATES_IN_ONE_GO) {
                Inputs.checkInterrupt();
                List<RealVector> some = points.subList(from, Math.min(points.size(), from + STATES_IN_ONE_GO));
                RealMatrix computed = Inputs.finite(() -> rows.apply(some));
                for (int k = 0; k < computed.rows(); k++) {
                    put(first + from + k, computed.row(k).toArray());
                }
            }
        }

        private void sample(
                MeasuredReadout readout,
                IntFunction<RealVector> points,
                Pub pub,
                CompiledDefinition definition,
                long bytes) {
            int shots = pub.shots() == null ? 0 : pub.shots();
            simulator.forEach(definition.allAmplitudes(), count, bytes, (each, k) -> {
                Inputs.checkInterrupt();
                put(
                        k,
                        readout.sample(each, points.apply(k), shots, Seeds.derive(pub.seed(), k))
                                .means());
            });
        }

        private void put(int row, double[] expectations) {
            System.arraycopy(outputs.apply(expectations), 0, values, row * columns, columns);
        }

        private PackedMatrix packed() {
            return PackedMatrix.of(count, columns, values);
        }
    }
}
