package io.ketstream.circuit.ansatz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.circuit.testing.Descent;
import io.ketstream.circuit.testing.States;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.Ansatz;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HamiltonianVariationalCircuitTest {

    @ParameterizedTest
    @CsvSource({"4, 0.5, false, 4", "4, 1.0, true, 2", "6, 0.5, false, 6", "6, 1.0, false, 6", "8, 1.0, false, 8"})
    void reachesTheGroundStateOfTheTransverseFieldIsingChain(int qubits, double field, boolean periodic, int layers) {
        var terms = new ArrayList<PauliSum.Term>();
        couple(terms, qubits, periodic, 'Z', -1);
        for (int i = 0; i < qubits; i++) {
            terms.add(new PauliSum.Term(PauliString.of(qubits, 'X', i), -field));
        }
        reaches(new PauliSum(qubits, terms), layers);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1.0, 0.3, false, 1",
        "4, 1.0, 0.0, false, 4",
        "4, 0.5, 0.0, true, 4",
        "6, 0.5, 0.0, false, 6",
        "6, 1.0, 0.3, true, 6",
        "8, 1.0, 0.0, false, 8",
        "8, 0.5, 0.0, true, 8"
    })
    void reachesTheGroundStateOfTheXyzChain(int qubits, double anisotropy, double field, boolean periodic, int layers) {
        var terms = new ArrayList<PauliSum.Term>();
        couple(terms, qubits, periodic, 'X', 1);
        couple(terms, qubits, periodic, 'Y', 1);
        couple(terms, qubits, periodic, 'Z', anisotropy);
        for (int i = 0; i < qubits && field != 0; i++) {
            terms.add(new PauliSum.Term(PauliString.of(qubits, 'Z', i), field));
        }
        reaches(new PauliSum(qubits, terms), layers);
    }

    @Test
    void theReferenceIsRightWhereItIsKnown() {
        // two sites: −√(J² + 4g²) with J = g = 1
        var terms = new ArrayList<PauliSum.Term>();
        couple(terms, 2, false, 'Z', -1);
        terms.add(new PauliSum.Term(new PauliString("IX"), -1));
        terms.add(new PauliSum.Term(new PauliString("XI"), -1));
        assertThat(GroundEnergy.of(new PauliSum(2, terms))).isCloseTo(-Math.sqrt(5), within(1e-12));
    }

    @Test
    void aDiagonalCostIsMovedByATransverseField() {
        var cost = new PauliSum(
                3,
                List.of(
                        new PauliSum.Term(new PauliString("IZZ"), 1),
                        new PauliSum.Term(new PauliString("ZZI"), 2),
                        new PauliSum.Term(new PauliString("IIZ"), 0.5)));
        reaches(cost, 3);
    }

    /// From the first of three seeded small starts that suffices, as a user would try.
    private static void reaches(PauliSum operator, int layers) {
        double ground = GroundEnergy.of(operator);
        ParameterizedCircuit circuit =
                HamiltonianVariationalCircuit.of(operator, new Ansatz.HamiltonianVariational(layers));
        Descent.Function energy = States.energy(circuit, operator);
        double lowest = Double.POSITIVE_INFINITY;
        for (long seed = 1; seed <= 3 && relative(lowest, ground) > 1e-3; seed++) {
            double[] start = new Random(seed)
                    .doubles(circuit.parameters().size(), 0, 0.3)
                    .toArray();
            lowest = Math.min(lowest, Descent.minimum(energy, start, 400));
        }
        assertThat(relative(lowest, ground)).isLessThan(1e-3);
        assertThat(lowest).isGreaterThan(ground - 1e-9);
    }

    private static double relative(double energy, double ground) {
        return (energy - ground) / Math.abs(ground);
    }

    private static void couple(
            List<PauliSum.Term> terms, int qubits, boolean periodic, char letter, double coefficient) {
        for (int i = 0; i + 1 < qubits; i++) {
            terms.add(new PauliSum.Term(PauliString.of(qubits, letter, i, i + 1), coefficient));
        }
        if (periodic) {
            terms.add(new PauliSum.Term(PauliString.of(qubits, letter, 0, qubits - 1), coefficient));
        }
    }
}
