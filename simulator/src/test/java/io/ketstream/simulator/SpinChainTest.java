package io.ketstream.simulator;

import static io.ketstream.simulator.Circuits.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.model.testing.SpinModels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SpinChainTest {

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 26);

    @Test
    void groundEnergiesOfSpinModelsAreTheReferenceOnes() {
        int tested = 0;
        for (JsonNode result :
                ReferenceData.json("spin/reference_spin_models.json").get("results")) {
            double exact = result.get("ground_energy").asDouble();
            // The largest have energies of about 40, and the recurrence loses a few digits.
            assertThat(Lanczos.groundEnergy(SpinModels.of(result), 90))
                    .as(result.toString())
                    .isCloseTo(exact, within(1e-9));
            tested++;
        }
        assertThat(tested).isGreaterThan(50);
    }

    /// Alternating layers of exp(−iθ ΣZZ/2) and exp(−iφ ΣX/2) from |+…+⟩, as many as there are spins: descent
    /// along the adjoint gradient comes near the reference energy, and never below it.
    @Test
    void descentAlongTheGradientReachesTheGroundStateOfTheTransverseFieldIsingModel() {
        for (JsonNode result :
                ReferenceData.json("spin/reference_spin_models.json").get("results")) {
            int n = result.get("n").asInt();
            if (result.get("model").asString().equals("TFIM")
                    && n <= 4
                    && !result.get("periodic").asBoolean()) {
                double exact = result.get("ground_energy").asDouble();
                double reached = descend(SpinModels.of(result), layered(n, n), n);
                assertThat(reached).as(result.toString()).isGreaterThanOrEqualTo(exact - 1e-12);
                assertThat(reached).as(result.toString()).isCloseTo(exact, within(1e-3 * Math.abs(exact)));
            }
        }
    }

    @Test
    void productStatesHaveTheirClosedFormEnergies() {
        // |0…0⟩: −J(n−1); |+…+⟩: −g n; both eigenstates of one part, with the other part's variance.
        int n = 6;
        CompiledObservable tfim = CompiledObservable.compile(SpinModels.chain(n, false, 0, 0, -1.5, -0.7, 0));
        Estimate zero = simulator.estimate(CompiledCircuit.compile(Circuits.fixed(n)), RealVector.of(), tfim);
        assertThat(zero.expectation()).isCloseTo(-1.5 * (n - 1), within(1e-12));
        assertThat(zero.variance()).isCloseTo(0.7 * 0.7 * n, within(1e-12));
        Instruction[] hadamards =
                IntStream.range(0, n).mapToObj(qubit -> gate(Gate.H, qubit)).toArray(Instruction[]::new);
        Estimate plus =
                simulator.estimate(CompiledCircuit.compile(Circuits.fixed(n, hadamards)), RealVector.of(), tfim);
        assertThat(plus.expectation()).isCloseTo(-0.7 * n, within(1e-12));
        assertThat(plus.variance()).isCloseTo(1.5 * 1.5 * (n - 1), within(1e-12));
    }

    private double descend(PauliSum hamiltonian, ParameterizedCircuit circuit, int n) {
        CompiledCircuit compiled = CompiledCircuit.compile(circuit);
        CompiledObservable observable = CompiledObservable.compile(hamiltonian);
        int parameters = compiled.numberOfParameters();
        var at = new double[parameters];
        var velocity = new double[parameters];
        Arrays.fill(at, -0.3);
        double best = Double.POSITIVE_INFINITY;
        for (int step = 0; step < 1500; step++) {
            Gradient gradient = simulator.gradient(compiled, RealVector.of(at), observable);
            best = Math.min(best, gradient.expectation());
            for (int k = 0; k < parameters; k++) {
                velocity[k] =
                        0.9 * velocity[k] - 0.02 / n * gradient.derivatives().get(k);
                at[k] += velocity[k];
            }
        }
        return best;
    }

    private static ParameterizedCircuit layered(int n, int layers) {
        var names = IntStream.range(0, 2 * layers).mapToObj(k -> "p" + k).toList();
        var instructions = new ArrayList<Instruction>();
        IntStream.range(0, n).forEach(qubit -> instructions.add(gate(Gate.H, qubit)));
        for (int layer = 0; layer < layers; layer++) {
            for (int qubit = 0; qubit + 1 < n; qubit++) {
                instructions.add(gate(Gate.RZZ, ParameterExpression.parameter(2 * layer), qubit, qubit + 1));
            }
            for (int qubit = 0; qubit < n; qubit++) {
                instructions.add(gate(Gate.RX, ParameterExpression.parameter(2 * layer + 1), qubit));
            }
        }
        return ParameterizedCircuit.of(n, names, instructions);
    }
}
