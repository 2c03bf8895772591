package io.ketstream.simulator;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Turns instructions into operations, and puts measurements that nothing depends on at the end. What the first
/// instructions do to |0…0⟩ may go into the start state.
final class CircuitCompiler {

    private final ParameterizedCircuit circuit;
    private final boolean fromZero;

    /// @param fromZero whether it always starts at |0…0⟩
    CircuitCompiler(ParameterizedCircuit circuit, boolean fromZero) {
        this.circuit = circuit;
        this.fromZero = fromZero;
    }

    CompiledCircuit compile() {
        boolean[] terminal = terminalMeasurements();
        int prepared = fromZero ? leadingHadamards() : 0;
        var body = new ArrayList<Instruction>();
        var terminalMeasures = new ArrayList<Instruction.Measure>();
        var touched = new BitSet();
        for (int i = 0; i < terminal.length; i++) {
            Instruction instruction = circuit.instructions().get(i);
            if (terminal[i]) {
                terminalMeasures.add((Instruction.Measure) instruction);
                continue;
            }
            boolean alreadyPrepared = i < Integer.bitCount(prepared);
            // A reset of a qubit that is still |0⟩ does nothing.
            boolean idle = fromZero && instruction instanceof Instruction.Reset reset && !touched.get(reset.qubit());
            if (!alreadyPrepared && !idle) {
                body.add(instruction);
            }
            touch(instruction, touched, new BitSet());
        }
        return new CompiledCircuit(circuit, prepared, operations(body), terminalMeasures);
    }

    /// The qubits of the circuit's first instructions, as far as these are Hadamards on distinct qubits: |0⟩ to
    /// |+⟩.
    private int leadingHadamards() {
        int mask = 0;
        for (Instruction instruction : circuit.instructions()) {
            if (!(instruction instanceof Instruction.Apply apply) || apply.gate() != Gate.H) {
                break;
            }
            int bit = 1 << apply.qubits().getFirst();
            if ((mask & bit) != 0) {
                break;
            }
            mask |= bit;
        }
        return mask;
    }

    /// A measurement is terminal when afterwards no operation acts on its qubit and none but terminal
    /// measurements write its bit and no condition reads it.
    private boolean[] terminalMeasurements() {
        List<Instruction> instructions = circuit.instructions();
        var terminal = new boolean[instructions.size()];
        var qubits = new BitSet();
        var bits = new BitSet();
        for (int i = instructions.size() - 1; i >= 0; i--) {
            Instruction instruction = instructions.get(i);
            terminal[i] = instruction instanceof Instruction.Measure measure
                    && !qubits.get(measure.qubit())
                    && !bits.get(measure.bit());
            if (!terminal[i]) {
                touch(instruction, qubits, bits);
            }
        }
        return terminal;
    }

    private static void touch(Instruction instruction, BitSet qubits, BitSet bits) {
        switch (instruction) {
            case Instruction.Apply apply -> apply.qubits().forEach(qubits::set);
            case Instruction.Measure measure -> {
                qubits.set(measure.qubit());
                bits.set(measure.bit());
            }
            case Instruction.Reset reset -> qubits.set(reset.qubit());
            case Instruction.Barrier _ -> {}
            case Instruction.Conditional conditional -> {
                conditional.bits().forEach(bits::set);
                conditional.then().forEach(inner -> touch(inner, qubits, bits));
                conditional.otherwise().forEach(inner -> touch(inner, qubits, bits));
            }
        }
    }

    private List<Operation> operations(List<Instruction> instructions) {
        var gates = new ArrayList<Instruction.Apply>();
        var operations = new ArrayList<Operation>();
        for (Instruction instruction : instructions) {
            switch (instruction) {
                case Instruction.Apply apply -> gates.add(apply);
                case Instruction.Barrier _ -> {
                    // Without noise, merging across a barrier changes nothing.
                }
                case Instruction.Measure measure -> {
                    drain(gates, operations);
                    operations.add(new Operation.Measure(measure.qubit(), measure.bit()));
                }
                case Instruction.Reset reset -> {
                    drain(gates, operations);
                    operations.add(new Operation.Reset(reset.qubit()));
                }
                case Instruction.Conditional conditional -> {
                    drain(gates, operations);
                    operations.add(new Operation.Branch(
                            conditional.bits(),
                            conditional.value(),
                            operations(conditional.then()),
                            operations(conditional.otherwise())));
                }
            }
        }
        drain(gates, operations);
        return List.copyOf(operations);
    }

    private void drain(List<Instruction.Apply> gates, List<Operation> operations) {
        List<Step> steps = FrameChanges.of(circuit.qubits(), GateFusion.steps(circuit.qubits(), gates));
        gates.clear();
        if (!steps.isEmpty()) {
            operations.add(new Operation.Unitary(steps));
        }
    }
}
