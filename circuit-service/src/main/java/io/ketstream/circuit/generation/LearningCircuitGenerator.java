package io.ketstream.circuit.generation;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.circuit.learning.LearningCircuit;
import io.ketstream.circuit.learning.OverlapCircuit;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.qasm.OpenQasm3Writer;

/// A model in, its circuit out: a pure function, so that a repeated run gets the same digest.
public final class LearningCircuitGenerator {

    private LearningCircuitGenerator() {}

    /// @param sampled whether the run has shots
    /// @param features of a row, after preprocessing
    /// @param outputs of a network: see [io.ketstream.circuit.learning.Outputs]
    /// @throws CircuitRejectedException when there is no such circuit
    public static GeneratedLearningCircuit generate(LearningModel model, boolean sampled, int features, int outputs) {
        LearningCircuit circuit = LearningCircuit.of(model, sampled, features, outputs);
        PauliSum observable = circuit.observable();
        return new GeneratedLearningCircuit(
                Definitions.of(circuit.circuit(), observable), circuit.inputs(), circuit.weights(), circuit.readout());
    }

    /// OpenQASM 3 that measures an entry of a fidelity kernel on a device: see [OverlapCircuit].
    ///
    /// @throws CircuitRejectedException when there is no such circuit
    public static String overlap(LearningModel model, int features) {
        LearningCircuit circuit = LearningCircuit.of(model, features, 1);
        return OpenQasm3Writer.write(OverlapCircuit.of(circuit.circuit(), circuit.inputs()));
    }
}
