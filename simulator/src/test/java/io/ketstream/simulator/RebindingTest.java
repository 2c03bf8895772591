package io.ketstream.simulator;

import static io.ketstream.simulator.Circuits.gate;
import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Passes that are kept from one vector of parameters to the next: the bits are those of passes that were
/// arranged for one vector alone, whatever the vectors before chose.
class RebindingTest {

    private static final Map<String, ParameterizedCircuit> CIRCUITS = Map.of(
            "QAOA, which keeps states",
            Circuits.qaoa(Circuits.randomIsing(11, 1), 3),
            "strongly entangling, which keeps states too",
            BackwardPassesTest.stronglyEntangling(10, 2, 0),
            "rotations and rings",
            Circuits.rotationsAndRings(9, 3),
            "random gates",
            Circuits.random(9, 60, 12, 3),
            "rotations without phases",
            rotations(6, 40));

    /// About X and Y in turn, with no phase that could have what they leave out.
    private static ParameterizedCircuit rotations(int qubits, int layers) {
        var names = IntStream.range(0, qubits * layers).mapToObj(k -> "p" + k).toList();
        var instructions = new ArrayList<Instruction>();
        for (int layer = 0; layer < layers; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                instructions.add(gate(
                        layer % 2 == 0 ? Gate.RX : Gate.RY,
                        ParameterExpression.parameter(layer * qubits + qubit),
                        qubit));
            }
        }
        return ParameterizedCircuit.of(qubits, names, instructions);
    }

    /// In such an order that each kind of angle comes after each other one that it may choose otherwise than.
    static List<RealVector> vectors(int parameters) {
        double[] random = Circuits.randomParameters(parameters, 2).toArray();
        double[] moderate = random.clone();
        Arrays.setAll(moderate, k -> moderate[k] / 3);
        var vectors = new ArrayList<double[]>();
        vectors.add(moderate);
        vectors.add(random);
        for (double angle : new double[] {0, Math.PI, 2 * Math.PI, -Math.PI, Math.PI - 0.01}) {
            for (int at : new int[] {0, parameters / 2, parameters - 1}) {
                double[] one = moderate.clone();
                one[at] = angle;
                vectors.add(one);
            }
            vectors.add(moderate);
            double[] all = new double[parameters];
            Arrays.fill(all, angle);
            vectors.add(all);
        }
        // Each goes without its cosine, and their product is too small.
        for (double angle : new double[] {3, Math.PI - 0.05}) {
            double[] all = new double[parameters];
            Arrays.fill(all, angle);
            vectors.add(all);
            double[] half = all.clone();
            System.arraycopy(moderate, 0, half, 0, parameters / 2);
            vectors.add(half);
        }
        vectors.add(moderate);
        return vectors.stream().map(RealVector::of).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QAOA, which keeps states",
                "strongly entangling, which keeps states too",
                "rotations and rings",
                "random gates",
                "rotations without phases"
            })
    void whatWasBoundBeforeChangesNoBit(String name) {
        CompiledCircuit compiled = CompiledCircuit.compileFull(Objects.requireNonNull(CIRCUITS.get(name), name));
        CompiledObservable observable =
                CompiledObservable.compile(Circuits.transverseIsing(compiled.numberOfQubits(), 0, 1));
        List<RealVector> vectors = vectors(compiled.numberOfParameters());
        for (Precision precision : Precision.values()) {
            try (var used = new StatevectorSimulator(1 << 26, 1, precision)) {
                for (RealVector at : vectors) {
                    try (var fresh = new StatevectorSimulator(1 << 26, 1, precision)) {
                        assertThat(used.expectation(compiled, at, observable))
                                .as("%s %s", precision, at)
                                .isEqualTo(fresh.expectation(compiled, at, observable));
                        assertThat(probabilities(used.finalState(compiled, at)))
                                .as("%s %s", precision, at)
                                .isEqualTo(probabilities(fresh.finalState(compiled, at)));
                    }
                    if (precision == Precision.DOUBLE) {
                        try (var fresh = new StatevectorSimulator(1 << 26, 1, precision)) {
                            assertThat(used.gradient(compiled, at, observable))
                                    .as("%s", at)
                                    .isEqualTo(fresh.gradient(compiled, at, observable));
                        }
                    }
                }
            }
        }
    }

    private static double[] probabilities(PureState state) {
        return IntStream.range(0, state.size()).mapToDouble(state::probability).toArray();
    }
}
