package io.ketstream.circuit.ansatz;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.circuit.testing.Descent;
import io.ketstream.circuit.testing.States;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Entanglement;
import io.ketstream.model.run.Rotation;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.model.testing.ReferenceInstances;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareEfficientCircuitTest {

    /// 1 kcal/mol in Hartree.
    private static final double CHEMICAL_ACCURACY = 1.6e-3;

    @ParameterizedTest
    @CsvSource({"LINEAR, 3, 2", "RING, 3, 2", "FULL, 4, 3", "LINEAR, 1, 2", "RING, 2, 1"})
    void hasARoundOfRotationsMoreThanEntanglingLayers(Entanglement entanglement, int qubits, int layers) {
        ParameterizedCircuit circuit = HardwareEfficientCircuit.of(
                qubits, new Ansatz.HardwareEfficient(layers, List.of(Rotation.RY, Rotation.RZ), entanglement));
        assertThat(circuit.parameters()).hasSize(2 * qubits * (layers + 1)).startsWith("theta0", "theta1");
        int pairs = circuit.instructions().size() - circuit.parameters().size();
        assertThat(pairs).isEqualTo(expectedPairs(entanglement, qubits) * layers);
    }

    /// H₂ at 0.7414 Å: from at least half of ten seeded starts, against exact diagonalisation.
    @ParameterizedTest
    @CsvSource({"LINEAR, 2", "RING, 2", "FULL, 2", "LINEAR, 3", "FULL, 3"})
    void reachesChemicalAccuracyForHydrogenFromSmallAngles(Entanglement entanglement, int layers) {
        PauliSum hydrogen = hydrogen();
        double ground = GroundEnergy.of(hydrogen);
        ParameterizedCircuit circuit = HardwareEfficientCircuit.of(
                4, new Ansatz.HardwareEfficient(layers, List.of(Rotation.RY), entanglement));
        Descent.Function energy = States.energy(circuit, hydrogen);
        int reached = 0;
        for (long seed = 1; seed <= 10; seed++) {
            double[] start = new Random(seed)
                    .doubles(circuit.parameters().size(), -0.1, 0.1)
                    .toArray();
            double error = Descent.minimum(energy, start, 300) - ground;
            assertThat(error).isGreaterThan(-1e-9);
            reached += error < CHEMICAL_ACCURACY ? 1 : 0;
        }
        assertThat(reached).isGreaterThanOrEqualTo(5);
    }

    private static PauliSum hydrogen() {
        return ReferenceInstances.paulis(
                4,
                ReferenceData.json("chem/pauli_jw_generated.json.gz")
                        .at("/molecules/H2_sto-3g_singlet_0.7414/hamiltonian"));
    }

    private static int expectedPairs(Entanglement entanglement, int qubits) {
        return switch (entanglement) {
            case LINEAR -> qubits - 1;
            case RING -> qubits > 2 ? qubits : 1;
            case FULL -> qubits * (qubits - 1) / 2;
        };
    }
}
