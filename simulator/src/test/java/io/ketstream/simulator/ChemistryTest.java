package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.testing.ReferenceData;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Molecules in the Jordan-Wigner form: H₂, LiH, BeH₂, H₂O.
class ChemistryTest {

    /// LiH; the recurrence for the 14 qubits of H₂O takes a test ten seconds.
    private static final int LARGEST_SOLVED = 12;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 26);

    @Test
    void hartreeFockAndFullConfigurationInteractionEnergiesAreTheReferenceOnes() {
        int tested = 0;
        JsonNode molecules =
                ReferenceData.json("chem/pauli_jw_generated.json.gz").get("molecules");
        for (Map.Entry<String, JsonNode> entry : molecules.properties()) {
            JsonNode molecule = entry.getValue();
            PauliSum hamiltonian = hamiltonian(molecule);
            Statevector hartreeFock = simulator.run(CompiledCircuit.compile(occupied(molecule)), RealVector.of());
            assertThat(simulator.expectation(hartreeFock, CompiledObservable.compile(hamiltonian)))
                    .as(entry.getKey())
                    .isCloseTo(molecule.get("hf").asDouble(), within(1e-9));
            if (hamiltonian.qubits() <= LARGEST_SOLVED) {
                // The recurrence stays in the sector of its start, whose numbers of electrons the reference is for.
                assertThat(Lanczos.groundEnergy(hamiltonian, hartreeFock, 40))
                        .as(entry.getKey())
                        .isCloseTo(molecule.get("fci_sector_energy").asDouble(), within(1e-9));
            }
            tested++;
        }
        assertThat(tested).isGreaterThanOrEqualTo(5);
    }

    private static PauliSum hamiltonian(JsonNode molecule) {
        var terms = new ArrayList<PauliSum.Term>();
        for (Map.Entry<String, JsonNode> term : molecule.get("hamiltonian").properties()) {
            // The reference's first character is qubit 0, a label's last one is.
            var label = new StringBuilder(term.getKey()).reverse().toString();
            terms.add(new PauliSum.Term(new PauliString(label), term.getValue().asDouble()));
        }
        return new PauliSum(molecule.get("n_qubits").asInt(), terms);
    }

    /// Spin orbital 2p is orbital p with spin up, 2p + 1 with spin down; the lowest are occupied.
    private static ParameterizedCircuit occupied(JsonNode molecule) {
        var gates = new ArrayList<Instruction>();
        for (int p = 0; p < molecule.get("na").asInt(); p++) {
            gates.add(Circuits.gate(Gate.X, 2 * p));
        }
        for (int p = 0; p < molecule.get("nb").asInt(); p++) {
            gates.add(Circuits.gate(Gate.X, 2 * p + 1));
        }
        return Circuits.fixed(molecule.get("n_qubits").asInt(), gates.toArray(Instruction[]::new));
    }
}
