package io.ketstream.circuit.learning;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.circuit.gate.GateSequence;
import io.ketstream.circuit.gate.HardwareEfficientLayer;
import io.ketstream.circuit.gate.ParameterNames;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.learning.FeatureMap;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.KernelAlignment;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.List;

/// The one circuit of a run that learns, without measurements: a feature map; for a network the
/// trainable layers after it, or after one more of it each, one of which may stand before it; for a
/// kernel that is trained before it.
///
/// @param circuit its parameters are `x0…`, the angles of [FeatureMap#angles], then `w0…`, the
///     weights; where a network's angles are weighted `xw0…`, each the product of an angle and a
///     weight, then `w{k}…`, the weights behind these k
/// @param inputs how many angles a row has
/// @param weights of the circuit, those that angles are multiplied by included
/// @param readout observables that are a network's outputs; of a kernel none
public record LearningCircuit(ParameterizedCircuit circuit, int inputs, int weights, List<PauliString> readout) {

    /// One more would have more than [GateSequence#MAX_GATES] gates.
    private static final int MOST_QUBITS_OF_AMPLITUDES = 16;

    public LearningCircuit {
        readout = List.copyOf(readout);
    }

    /// @param features of a row, after preprocessing
    /// @param outputs of a network: see [Outputs]
    /// @throws CircuitRejectedException naming the field, where there is no such circuit or it
    ///     would be too large
    public static LearningCircuit of(LearningModel model, int features, int outputs) {
        return of(model, false, features, outputs);
    }

    /// The same, of a run that may have shots.
    ///
    /// @param sampled whether it has: see [Kernel#mostQubits]
    public static LearningCircuit of(LearningModel model, boolean sampled, int features, int outputs) {
        return switch (model) {
            case LearningModel.OfKernel ofKernel -> ofKernel(ofKernel.kernel(), sampled, features);
            case LearningModel.QuantumNeuralNetwork network -> ofNetwork(network, features, outputs);
        };
    }

    private static LearningCircuit ofKernel(Kernel kernel, boolean sampled, int features) {
        FeatureMap map = kernel.featureMap();
        String field = "model.kernel.featureMap";
        int qubits = qubits(field, map, features, kernel.mostQubits(sampled));
        int inputs = map.numberOfAngles(features);
        KernelAlignment alignment = kernel.alignment();
        if (alignment != null) {
            return aligned(alignment, map, qubits, inputs);
        }
        var gates =
                new GateSequence(qubits, field + (map instanceof FeatureMap.Separable ? ".layers" : ".repetitions"));
        FeatureMapGates.append(gates, map, inputs, 0);
        return new LearningCircuit(gates.toCircuit(ParameterNames.learning(inputs, 0)), inputs, 0, List.of());
    }

    /// Layers stand before the map: a fidelity undoes what is behind it.
    private static LearningCircuit aligned(KernelAlignment alignment, FeatureMap map, int qubits, int inputs) {
        var gates = new GateSequence(qubits, "model.kernel.alignment.layers.layers");
        int layers = alignment.layers().layers();
        for (int layer = 0; layer < layers; layer++) {
            TrainableGates.append(gates, alignment.layers(), layer, inputs);
            if (alignment.reuploading() || layer == layers - 1) {
                FeatureMapGates.append(gates, map, inputs, 0);
            }
        }
        int weights = alignment.layers().weights(qubits);
        return new LearningCircuit(
                gates.toCircuit(ParameterNames.learning(inputs, weights)), inputs, weights, List.of());
    }

    private static LearningCircuit ofNetwork(LearningModel.QuantumNeuralNetwork network, int features, int outputs) {
        FeatureMap map = network.featureMap();
        int qubits = qubits("model.featureMap", map, features, FeatureMap.MAX_QUBITS);
        List<PauliString> readout = NetworkReadout.of(network.readout(), outputs, qubits);
        var gates = new GateSequence(qubits, "model.layers.layers");
        int inputs = map.numberOfAngles(features);
        int weights = network.weights(features);
        int weighted = network.weightsOfAngles(inputs);
        // the map has the same parameters each time, or a product of an angle and a weight each
        int step = weighted == 0 ? 0 : inputs;
        int first = weighted == 0 ? inputs : weighted;
        int encoding = 0;
        for (int layer = 0; layer < network.layers().layers(); layer++) {
            if (network.encodesBefore(layer)) {
                FeatureMapGates.append(gates, map, inputs, step * encoding++);
            }
            TrainableGates.append(gates, network.layers(), layer, first);
        }
        if (network.hasClosingLayer() && map instanceof FeatureMap.DenseAngle dense) {
            close(
                    gates,
                    dense,
                    inputs,
                    step * encoding,
                    first + network.layers().weights(qubits));
        }
        return new LearningCircuit(
                gates.toCircuit(
                        weighted == 0
                                ? ParameterNames.learning(inputs, weights)
                                : ParameterNames.weighted(weighted, weights)),
                inputs,
                weights,
                readout);
    }

    /// Rotations by an angle of the map and a weight together.
    ///
    /// @param angle first parameter that is one of the map
    /// @param weight first parameter that is a weight of this layer
    private static void close(GateSequence gates, FeatureMap.DenseAngle map, int inputs, int angle, int weight) {
        int next = weight;
        for (int rotation = 0; rotation < map.rotations().size(); rotation++) {
            for (int qubit = 0; qubit < gates.qubits(); qubit++) {
                FeatureMapGates.denseAngle(gates, map.rotations(), inputs, angle, rotation, qubit);
                gates.rotate(
                        HardwareEfficientLayer.gate(map.rotations().get(rotation)),
                        ParameterExpression.parameter(next++),
                        qubit);
            }
        }
    }

    private static int qubits(String field, FeatureMap map, int features, int mostQubits) {
        if (features < 1) {
            throw new CircuitRejectedException("problem.features", "must not be empty");
        }
        try {
            map.check(features, mostQubits);
        } catch (InvalidValueException e) {
            InvalidValueException refused = e.within(field);
            throw new CircuitRejectedException(refused.field(), refused.rule());
        }
        int qubits = map.qubits(features);
        if (map instanceof FeatureMap.Amplitude && qubits > MOST_QUBITS_OF_AMPLITUDES) {
            throw new CircuitRejectedException(
                    field + ".type",
                    "must not be amplitude for " + features + " features: at most " + (1 << MOST_QUBITS_OF_AMPLITUDES));
        }
        return qubits;
    }

    /// What the circuit's definition is to estimate where nobody says what: the sum of the readout;
    /// of a kernel, whose states are only compared, Z of qubit 0.
    public PauliSum observable() {
        int qubits = circuit.qubits();
        List<PauliString> observed = readout.isEmpty() ? List.of(PauliString.of(qubits, 'Z', 0)) : readout;
        return new PauliSum(
                qubits,
                observed.stream().map(pauli -> new PauliSum.Term(pauli, 1)).toList());
    }
}
