package io.ketstream.simulator;

import static io.ketstream.simulator.Circuits.gate;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Circuits for tests that keep the number of ones.
final class WeightCircuits {

    private WeightCircuits() {}

    /// |D(n, K)⟩ gate by gate by Bärtschi and Eidenbenz (arXiv 1904.07358), K ≤ n/2 ones spread, else zeros: on its
    /// way it leaves the states with K ones.
    static List<Instruction> dicke(int qubits, int ones) {
        var gates = new ArrayList<Instruction>();
        boolean flipped = 2 * ones > qubits;
        int spread = flipped ? qubits - ones : ones;
        for (int qubit = qubits - spread; qubit < qubits; qubit++) {
            gates.add(gate(Gate.X, qubit));
        }
        for (int l = qubits; l >= 2; l--) {
            for (int j = 1; j <= Math.min(spread, l - 1); j++) {
                split(gates, l - 1, l - 1 - j, 2 * Math.acos(Math.sqrt((double) j / l)), j > 1);
            }
        }
        for (int qubit = 0; flipped && qubit < qubits; qubit++) {
            gates.add(gate(Gate.X, qubit));
        }
        return gates;
    }

    private static void split(List<Instruction> gates, int last, int target, double angle, boolean doubly) {
        gates.add(gate(Gate.CX, target, last));
        if (doubly) {
            for (int half = 0; half < 2; half++) {
                gates.add(gate(Gate.RY, angle / 4, target));
                gates.add(gate(Gate.CX, target + 1, target));
                gates.add(gate(Gate.RY, -angle / 4, target));
                gates.add(gate(Gate.CX, last, target));
            }
        } else {
            gates.add(gate(Gate.CRY, angle, last, target));
        }
        gates.add(gate(Gate.CX, target, last));
    }

    /// QAOA from a Dicke state with the XY mixer on a ring or on all pairs, parameters γ₁…γₚ, β₁…βₚ.
    static ParameterizedCircuit qaoa(IsingHamiltonian ising, int ones, int layers, boolean complete) {
        int n = ising.spins();
        var names = new ArrayList<String>();
        IntStream.range(0, layers).forEach(layer -> names.add("gamma" + layer));
        IntStream.range(0, layers).forEach(layer -> names.add("beta" + layer));
        List<Instruction> gates = dicke(n, ones);
        for (int layer = 0; layer < layers; layer++) {
            for (int qubit = 0; qubit < n; qubit++) {
                ParameterExpression angle =
                        ParameterExpression.parameter(layer, 2 * ising.h().get(qubit));
                gates.add(gate(Gate.RZ, angle, qubit));
            }
            for (IsingHamiltonian.Coupling coupling : ising.couplings()) {
                ParameterExpression angle = ParameterExpression.parameter(layer, 2 * coupling.weight());
                gates.add(gate(Gate.RZZ, angle, coupling.i(), coupling.j()));
            }
            ParameterExpression beta = ParameterExpression.parameter(layers + layer);
            for (int[] pair : complete ? all(n) : ring(n)) {
                gates.add(gate(Gate.RXX, beta, pair));
                gates.add(gate(Gate.RYY, beta, pair));
            }
        }
        return ParameterizedCircuit.of(n, names, gates);
    }

    static PauliSum cost(IsingHamiltonian ising) {
        int n = ising.spins();
        var terms = new ArrayList<PauliSum.Term>();
        terms.add(new PauliSum.Term(PauliString.identity(n), ising.offset()));
        for (int qubit = 0; qubit < n; qubit++) {
            terms.add(new PauliSum.Term(PauliString.of(n, 'Z', qubit), ising.h().get(qubit)));
        }
        for (IsingHamiltonian.Coupling coupling : ising.couplings()) {
            terms.add(new PauliSum.Term(PauliString.of(n, 'Z', coupling.i(), coupling.j()), coupling.weight()));
        }
        return new PauliSum(n, terms);
    }

    /// From `ones` X gates and a Dicke state's gates at random: `blocks` random blocks that keep the number of ones,
    /// each in another way, among diagonal gates.
    static ParameterizedCircuit random(int qubits, int ones, int blocks, int parameters, long seed) {
        var random = new Random(seed);
        var names = IntStream.range(0, parameters).mapToObj(k -> "p" + k).toList();
        List<Instruction> gates = new ArrayList<>();
        if (random.nextBoolean()) {
            gates.addAll(dicke(qubits, ones));
        } else {
            IntStream.range(0, ones).forEach(qubit -> gates.add(gate(Gate.X, qubit)));
        }
        List<Gate> diagonal = List.of(
                Gate.Z, Gate.S, Gate.SDG, Gate.T, Gate.TDG, Gate.RZ, Gate.P, Gate.CZ, Gate.CP, Gate.CRZ, Gate.RZZ);
        for (int k = 0; k < blocks; k++) {
            gates.add(Circuits.randomly(diagonal.get(random.nextInt(diagonal.size())), qubits, parameters, random));
            var all = new ArrayList<>(IntStream.range(0, qubits).boxed().toList());
            Collections.shuffle(all, random);
            addBlock(gates, all.get(0), all.get(1), parameters, random);
        }
        return ParameterizedCircuit.of(qubits, names, gates);
    }

    private static void addBlock(List<Instruction> gates, int a, int b, int parameters, Random random) {
        ParameterExpression angle = ParameterExpression.parameter(random.nextInt(parameters), random.nextDouble(-2, 2))
                .plus(ParameterExpression.constant(random.nextDouble(-3, 3)));
        switch (random.nextInt(6)) {
            case 0 -> gates.addAll(List.of(gate(Gate.RXX, angle, a, b), gate(Gate.RYY, angle, b, a)));
            case 1 -> gates.addAll(List.of(gate(Gate.RYY, angle, a, b), gate(Gate.RXX, angle, a, b)));
            case 2 -> gates.add(gate(Gate.SWAP, a, b));
            // A Givens rotation.
            case 3 -> gates.addAll(List.of(gate(Gate.CX, a, b), gate(Gate.CRY, angle, b, a), gate(Gate.CX, a, b)));
            // The same with the controlled rotation in parts, and a phase on |11⟩ inside the block.
            case 4 ->
                gates.addAll(List.of(
                        gate(Gate.CX, a, b),
                        gate(Gate.RY, angle.times(0.5), a),
                        gate(Gate.CX, b, a),
                        gate(Gate.RY, angle.times(-0.5), a),
                        gate(Gate.CP, angle, a, b),
                        gate(Gate.CX, b, a),
                        gate(Gate.CX, a, b)));
            // exp(−iθXX/2) exp(−iθYY/2) out of what a device has.
            default ->
                gates.addAll(List.of(
                        gate(Gate.H, a),
                        gate(Gate.H, b),
                        gate(Gate.CX, a, b),
                        gate(Gate.RZ, angle, b),
                        gate(Gate.CX, a, b),
                        gate(Gate.H, a),
                        gate(Gate.H, b),
                        gate(Gate.SX, a),
                        gate(Gate.SX, b),
                        gate(Gate.CX, a, b),
                        gate(Gate.RZ, angle, b),
                        gate(Gate.CX, a, b),
                        gate(Gate.SXDG, a),
                        gate(Gate.SXDG, b)));
        }
    }

    private static List<int[]> ring(int n) {
        var pairs = new ArrayList<int[]>();
        for (int first = 0; first <= 1; first++) {
            for (int i = first; i + 1 < n; i += 2) {
                pairs.add(new int[] {i, i + 1});
            }
        }
        if (n > 2) {
            pairs.add(new int[] {n - 1, 0});
        }
        return pairs;
    }

    private static List<int[]> all(int n) {
        var pairs = new ArrayList<int[]>();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                pairs.add(new int[] {i, j});
            }
        }
        return pairs;
    }
}
