package io.ketstream.model.qasm;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.ClassicalRegister;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The plainest simulator there is: matrices on a state vector, every outcome followed. For tests of the
/// readers.
final class SmallSimulator {

    private static final class Branch {
        private final double[] real;
        private final double[] imaginary;
        private final boolean[] bits;
        private final ArrayDeque<Instruction> rest;

        private Branch(double[] real, double[] imaginary, boolean[] bits, ArrayDeque<Instruction> rest) {
            this.real = real;
            this.imaginary = imaginary;
            this.bits = bits;
            this.rest = rest;
        }

        Branch copy() {
            return new Branch(real.clone(), imaginary.clone(), bits.clone(), new ArrayDeque<>(rest));
        }
    }

    private final ParameterizedCircuit circuit;
    private final RealVector parameters;
    private final Map<List<Object>, Matrix> matrices = new HashMap<>();

    private SmallSimulator(ParameterizedCircuit circuit, RealVector parameters) {
        this.circuit = circuit;
        this.parameters = parameters;
    }

    /// Probability of every outcome: registers in order of declaration, separated by a space, highest index
    /// first.
    static Map<String, Double> distribution(ParameterizedCircuit circuit) {
        return new SmallSimulator(circuit, RealVector.zeros(circuit.parameters().size())).distribution();
    }

    /// The circuit's unitary, column by column.
    static Matrix unitary(ParameterizedCircuit circuit, RealVector parameters) {
        var simulator = new SmallSimulator(circuit, parameters);
        int size = 1 << circuit.qubits();
        var unitary = Matrix.zero(size);
        for (int column = 0; column < size; column++) {
            var branch = simulator.start(column);
            while (!branch.rest.isEmpty()) {
                if (branch.rest.pop() instanceof Instruction.Apply apply) {
                    simulator.apply(apply, branch);
                } else {
                    throw new IllegalArgumentException("not a unitary circuit");
                }
            }
            for (int row = 0; row < size; row++) {
                unitary.real()[row][column] = branch.real[row];
                unitary.imaginary()[row][column] = branch.imaginary[row];
            }
        }
        return unitary;
    }

    private Branch start(int state) {
        var real = new double[1 << circuit.qubits()];
        real[state] = 1;
        return new Branch(
                real,
                new double[real.length],
                new boolean[circuit.classicalBits()],
                new ArrayDeque<>(circuit.instructions()));
    }

    private Map<String, Double> distribution() {
        var outcomes = new TreeMap<String, Double>();
        var open = new ArrayDeque<Branch>();
        open.push(start(0));
        while (!open.isEmpty()) {
            var branch = open.pop();
            while (!branch.rest.isEmpty()) {
                switch (branch.rest.pop()) {
                    case Instruction.Apply apply -> apply(apply, branch);
                    case Instruction.Barrier _ -> {}
                    case Instruction.Conditional conditional -> choose(conditional, branch);
                    case Instruction.Measure measure -> {
                        var other = branch.copy();
                        if (project(other, measure.qubit(), 1)) {
                            other.bits[measure.bit()] = true;
                            open.push(other);
                        }
                        branch.bits[measure.bit()] = false;
                        if (!project(branch, measure.qubit(), 0)) {
                            branch.rest.clear();
                        }
                    }
                    case Instruction.Reset reset -> {
                        var other = branch.copy();
                        if (project(other, reset.qubit(), 1)) {
                            flip(other, reset.qubit());
                            open.push(other);
                        }
                        if (!project(branch, reset.qubit(), 0)) {
                            branch.rest.clear();
                        }
                    }
                }
            }
            double weight = weight(branch);
            if (weight > 0) {
                outcomes.merge(outcome(branch.bits), weight, Double::sum);
            }
        }
        return outcomes;
    }

    private void apply(Instruction.Apply apply, Branch branch) {
        var angles = apply.angles().stream()
                .mapToDouble(angle -> angle.evaluate(parameters))
                .toArray();
        var matrix = matrices.computeIfAbsent(
                List.of(apply.gate(), RealVector.of(angles)), _ -> GateMatrix.of(apply.gate(), angles));
        int size = matrix.size();
        var offsets = new int[size];
        int all = 0;
        for (int i = 0; i < apply.qubits().size(); i++) {
            all |= 1 << apply.qubits().get(i);
            for (int k = 0; k < size; k++) {
                offsets[k] |= ((k >> i) & 1) << apply.qubits().get(i);
            }
        }
        var re = new double[size];
        var im = new double[size];
        for (int base = 0; base < branch.real.length; base++) {
            if ((base & all) != 0) {
                continue;
            }
            for (int k = 0; k < size; k++) {
                re[k] = branch.real[base | offsets[k]];
                im[k] = branch.imaginary[base | offsets[k]];
            }
            for (int k = 0; k < size; k++) {
                double sumReal = 0;
                double sumImaginary = 0;
                for (int j = 0; j < size; j++) {
                    sumReal += matrix.real()[k][j] * re[j] - matrix.imaginary()[k][j] * im[j];
                    sumImaginary += matrix.real()[k][j] * im[j] + matrix.imaginary()[k][j] * re[j];
                }
                branch.real[base | offsets[k]] = sumReal;
                branch.imaginary[base | offsets[k]] = sumImaginary;
            }
        }
    }

    private static void choose(Instruction.Conditional conditional, Branch branch) {
        long value = 0;
        for (int i = 0; i < conditional.bits().size(); i++) {
            value |= (branch.bits[conditional.bits().get(i)] ? 1L : 0L) << i;
        }
        var taken = new ArrayList<>(value == conditional.value() ? conditional.then() : conditional.otherwise());
        for (Instruction instruction : taken.reversed()) {
            branch.rest.push(instruction);
        }
    }

    /// Keeps the part of the state whose `qubit` is `bit`, not normalised; whether anything is left.
    private static boolean project(Branch branch, int qubit, int bit) {
        for (int state = 0; state < branch.real.length; state++) {
            if (((state >> qubit) & 1) != bit) {
                branch.real[state] = 0;
                branch.imaginary[state] = 0;
            }
        }
        // 1e-20 is far below the references' own cut-off of 1e-13.
        return weight(branch) > 1e-20;
    }

    private static void flip(Branch branch, int qubit) {
        for (int state = 0; state < branch.real.length; state++) {
            if (((state >> qubit) & 1) == 0) {
                branch.real[state] = branch.real[state | (1 << qubit)];
                branch.imaginary[state] = branch.imaginary[state | (1 << qubit)];
                branch.real[state | (1 << qubit)] = 0;
                branch.imaginary[state | (1 << qubit)] = 0;
            }
        }
    }

    private static double weight(Branch branch) {
        double weight = 0;
        for (int state = 0; state < branch.real.length; state++) {
            weight += branch.real[state] * branch.real[state] + branch.imaginary[state] * branch.imaginary[state];
        }
        return weight;
    }

    private String outcome(boolean[] bits) {
        var text = new StringBuilder();
        int start = 0;
        for (ClassicalRegister register : circuit.registers()) {
            text.append(text.isEmpty() ? "" : " ");
            for (int i = register.size() - 1; i >= 0; i--) {
                text.append(bits[start + i] ? '1' : '0');
            }
            start += register.size();
        }
        return text.toString();
    }
}
