package io.ketstream.benchmarks.compare;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;

/// The workloads by their formulas.
///
/// Couplings Jᵢⱼ in [−1/n, 1/n) for i < j, then fields hᵢ in [−1, 1), then the angles of W2 in [−3.1, 3.1) are drawn
/// from one [Xorshift], in this order; γₗ = 0.15 + 0.08 l, βₗ = 0.75 − 0.1 l. These are the instances of the C
/// prototype.
final class Workloads {
    private static final int LAYERS = 6;
    private static final int EXCHANGE_LAYERS = 3;
    private static final int DEPTH = 8;
    private static final double LARGEST_ANGLE = 3.1;

    private Workloads() {}

    /// |+⟩ⁿ, then in each layer exp(−iγC) and exp(−iβ Σ Xᵢ); ⟨C⟩ with C = Σ hᵢ Zᵢ + Σ Jᵢⱼ Zᵢ Zⱼ.
    static Workload isingQaoa(int qubits, Workload.Task task) {
        IsingHamiltonian ising = ising(qubits, new Xorshift());
        List<Instruction> gates = new ArrayList<>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            gates.add(gate(Gate.H, qubit));
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            addPhases(gates, ising, layer);
            for (int qubit = 0; qubit < qubits; qubit++) {
                gates.add(gate(Gate.RX, ParameterExpression.parameter(LAYERS + layer, 2), qubit));
            }
        }
        return new Workload(
                id("W1", task, "n=" + qubits),
                Workload.Family.W1,
                task,
                ParameterizedCircuit.of(qubits, scheduleNames(LAYERS), gates),
                schedule(LAYERS),
                ising.toPauliSum(),
                -1);
    }

    /// RY and RZ on each qubit, then CX from each to the next on a ring, eight times; −Σ Zᵢ Zᵢ₊₁ − Σ Xᵢ on the ring.
    static Workload hardwareEfficient(int qubits, Workload.Task task) {
        var random = new Xorshift();
        ising(qubits, random);
        List<Instruction> gates = new ArrayList<>();
        List<String> names = new ArrayList<>();
        var angles = new double[2 * qubits * DEPTH];
        for (int layer = 0; layer < DEPTH; layer++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                for (Gate rotation : List.of(Gate.RY, Gate.RZ)) {
                    int parameter = names.size();
                    angles[parameter] = LARGEST_ANGLE * random.next();
                    names.add(rotation.qasmName() + "_" + layer + "_" + qubit);
                    gates.add(gate(rotation, ParameterExpression.parameter(parameter), qubit));
                }
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                gates.add(gate(Gate.CX, qubit, (qubit + 1) % qubits));
            }
        }
        return new Workload(
                id("W2", task, "n=" + qubits),
                Workload.Family.W2,
                task,
                ParameterizedCircuit.of(qubits, names, gates),
                RealVector.of(angles),
                transverseIsing(qubits),
                -1);
    }

    /// `ones` ones spread over the ring, then in each layer exp(−iγC) and, on the pairs of the ring that begin at an
    /// even qubit and then on the others, exp(−iβ(XX + YY)/2); ⟨C⟩ as in W1.
    static Workload exchangeQaoa(int qubits, int ones) {
        IsingHamiltonian ising = ising(qubits, new Xorshift());
        List<Instruction> gates = new ArrayList<>();
        for (int one = 0; one < ones; one++) {
            gates.add(gate(Gate.X, one * qubits / ones));
        }
        for (int layer = 0; layer < EXCHANGE_LAYERS; layer++) {
            addPhases(gates, ising, layer);
            ParameterExpression beta = ParameterExpression.parameter(EXCHANGE_LAYERS + layer);
            for (int first = 0; first <= 1; first++) {
                for (int qubit = first; qubit < qubits; qubit += 2) {
                    gates.add(gate(Gate.RXX, beta, qubit, (qubit + 1) % qubits));
                    gates.add(gate(Gate.RYY, beta, qubit, (qubit + 1) % qubits));
                }
            }
        }
        return new Workload(
                id("XY", Workload.Task.EXPECTATION, "n=" + qubits + " K=" + ones),
                Workload.Family.XY,
                Workload.Task.EXPECTATION,
                ParameterizedCircuit.of(qubits, scheduleNames(EXCHANGE_LAYERS), gates),
                schedule(EXCHANGE_LAYERS),
                ising.toPauliSum(),
                ones);
    }

    static Workload published(String name, ParameterizedCircuit circuit) {
        List<PauliSum.Term> terms = new ArrayList<>();
        for (int qubit = 0; qubit < circuit.qubits(); qubit++) {
            terms.add(new PauliSum.Term(PauliString.of(circuit.qubits(), 'Z', qubit), 1));
        }
        return new Workload(
                "QASM " + name,
                Workload.Family.QASM,
                Workload.Task.STATE,
                circuit,
                RealVector.of(),
                new PauliSum(circuit.qubits(), terms),
                -1);
    }

    private static String id(String family, Workload.Task task, String size) {
        String what = switch (task) {
            case GRADIENT -> " gradient ";
            case BATCH -> " batch ";
            case EXPECTATION, STATE, KERNEL, STEP, FIRST_STEP -> " ";
        };
        return family + what + size;
    }

    private static IsingHamiltonian ising(int qubits, Xorshift random) {
        List<IsingHamiltonian.Coupling> couplings = new ArrayList<>();
        for (int i = 0; i < qubits; i++) {
            for (int j = i + 1; j < qubits; j++) {
                couplings.add(new IsingHamiltonian.Coupling(i, j, random.next() / qubits));
            }
        }
        var fields = new double[qubits];
        for (int i = 0; i < qubits; i++) {
            fields[i] = random.next();
        }
        return new IsingHamiltonian(RealVector.of(fields), couplings, 0);
    }

    private static PauliSum transverseIsing(int qubits) {
        List<PauliSum.Term> terms = new ArrayList<>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            terms.add(new PauliSum.Term(PauliString.of(qubits, 'Z', qubit, (qubit + 1) % qubits), -1));
        }
        for (int qubit = 0; qubit < qubits; qubit++) {
            terms.add(new PauliSum.Term(PauliString.of(qubits, 'X', qubit), -1));
        }
        return new PauliSum(qubits, terms);
    }

    private static void addPhases(List<Instruction> gates, IsingHamiltonian ising, int layer) {
        for (int qubit = 0; qubit < ising.spins(); qubit++) {
            gates.add(gate(
                    Gate.RZ, ParameterExpression.parameter(layer, 2 * ising.h().get(qubit)), qubit));
        }
        for (IsingHamiltonian.Coupling coupling : ising.couplings()) {
            gates.add(gate(
                    Gate.RZZ, ParameterExpression.parameter(layer, 2 * coupling.weight()), coupling.i(), coupling.j()));
        }
    }

    private static List<String> scheduleNames(int layers) {
        List<String> names = new ArrayList<>();
        for (int place = 0; place < 2 * layers; place++) {
            names.add((place < layers ? "gamma" : "beta") + place % layers);
        }
        return names;
    }

    private static RealVector schedule(int layers) {
        var angles = new double[2 * layers];
        for (int layer = 0; layer < layers; layer++) {
            angles[layer] = 0.15 + 0.08 * layer;
            angles[layers + layer] = 0.75 - 0.1 * layer;
        }
        return RealVector.of(angles);
    }

    private static Instruction gate(Gate gate, Integer... qubits) {
        return new Instruction.Apply(gate, List.of(), List.of(qubits));
    }

    private static Instruction gate(Gate gate, ParameterExpression angle, Integer... qubits) {
        return new Instruction.Apply(gate, List.of(angle), List.of(qubits));
    }
}
