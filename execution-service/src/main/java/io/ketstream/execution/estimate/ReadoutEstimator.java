package io.ketstream.execution.estimate;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Pub;
import io.ketstream.simulator.Seeds;
import io.ketstream.simulator.StatevectorSimulator;
import java.util.List;

/// Answers questions of expectations of several Pauli strings, as matrices; a pure function of the PUB, the circuit and
/// the simulator's engine. Row k draws with the seed [Seeds#derive]`(seed, k)`, as [Readout] says.
public final class ReadoutEstimator {

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
        return matrix(pub, definition, definition.bloch(), pub.parameters(), bytes);
    }

    /// Expectations of the batch's readout: a row for each of the batch's rows with the first weights, then with the
    /// second, and so on; a column for each string. With shots, so many in each basis that the readout needs.
    ///
    /// @param bytes that one row takes
    /// @throws InvalidValueException when the PUB does not fit the circuit
    public PackedMatrix outputs(Pub pub, CompiledDefinition definition, long bytes) {
        var batch = Batch.of(pub, definition);
        return matrix(pub, definition, batch.readout(), batch.vectors(), bytes);
    }

    private PackedMatrix matrix(
            Pub pub, CompiledDefinition definition, Readout readout, List<RealVector> vectors, long bytes) {
        int columns = readout.size();
        var values = new double[Math.multiplyExact(vectors.size(), columns)];
        simulator.forEach(definition.allAmplitudes(), vectors.size(), bytes, (each, k) -> {
            Inputs.checkInterrupt();
            double[] means = pub.shots() == null
                    ? readout.exact(each, vectors.get(k))
                    : readout.sampled(each, vectors.get(k), pub.shots(), Seeds.derive(pub.seed(), k))
                            .means();
            System.arraycopy(means, 0, values, k * columns, columns);
        });
        Inputs.checkFinite(values);
        return PackedMatrix.of(vectors.size(), columns, values);
    }
}
