package io.ketstream.circuit.learning;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.model.learning.LearningModel.QuantumNeuralNetwork.Readout;
import io.ketstream.model.operator.PauliString;
import java.util.List;
import java.util.stream.IntStream;

/// The observables whose expectations are a network's outputs, or make up its one output.
final class NetworkReadout {

    private static final String FIELD = "model.readout";

    private NetworkReadout() {}

    /// @throws CircuitRejectedException where so many qubits do not have so many outputs
    static List<PauliString> of(Readout readout, int outputs, int qubits) {
        if (readout != Readout.Z && outputs > 1) {
            throw new CircuitRejectedException(
                    FIELD, "must be z for more than two classes: each of the " + outputs + " needs an output");
        }
        return switch (readout) {
            case Z -> {
                if (outputs > qubits) {
                    throw new CircuitRejectedException(
                            FIELD,
                            "z has one output a qubit: " + outputs + " classes need as many, and the feature map has "
                                    + qubits);
                }
                yield single(outputs, qubits);
            }
            case PARITY -> List.of(new PauliString("Z".repeat(qubits)));
            case ZZ -> {
                if (qubits == 1) {
                    throw new CircuitRejectedException(FIELD, "must not be zz for a feature map of one qubit");
                }
                yield List.of(PauliString.of(qubits, 'Z', 0, 1));
            }
            case MEAN_Z -> single(qubits, qubits);
        };
    }

    /// Z of each of the first `number` qubits.
    private static List<PauliString> single(int number, int qubits) {
        return IntStream.range(0, number)
                .mapToObj(qubit -> PauliString.of(qubits, 'Z', qubit))
                .toList();
    }
}
