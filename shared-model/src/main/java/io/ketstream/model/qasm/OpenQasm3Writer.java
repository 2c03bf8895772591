package io.ketstream.model.qasm;

import io.ketstream.model.circuit.ClassicalRegister;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes a circuit as OpenQASM 3: one qubit register, gates of `stdgates.inc`, definitions of the few others
/// that are used, numbers that read back to the same bits.
///
/// Reading the text gives an equal circuit. The one exception are classical registers whose names are no names
/// in OpenQASM 3 (keywords, gates, parameters): they get underscores appended.
public final class OpenQasm3Writer {

    private static final Map<Gate, String> DEFINITIONS = new EnumMap<>(Map.of(
            Gate.SXDG, "gate sxdg a { h a; sdg a; h a; }",
            Gate.RXX, "gate rxx(theta) a, b { h a; h b; cx a, b; rz(theta) b; cx a, b; h a; h b; }",
            Gate.RYY,
                    "gate ryy(theta) a, b { rx(pi/2) a; rx(pi/2) b; cx a, b; rz(theta) b; cx a, b; rx(-pi/2) a; rx(-pi/2) b; }",
            Gate.RZZ, "gate rzz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }"));

    private final ParameterizedCircuit circuit;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> taken = new HashSet<>();
    private final List<String> bits = new ArrayList<>();
    private final List<String> registers = new ArrayList<>();
    private final String qubits;

    private OpenQasm3Writer(ParameterizedCircuit circuit) {
        this.circuit = circuit;
        for (String parameter : circuit.parameters()) {
            if (!isName(parameter)) {
                throw new IllegalArgumentException("'" + parameter + "' cannot be a parameter's name in OpenQASM 3");
            }
            taken.add(parameter);
        }
        for (ClassicalRegister register : circuit.registers()) {
            var name = free(register.name());
            registers.add(name);
            for (int i = 0; i < register.size(); i++) {
                bits.add(name + "[" + i + "]");
            }
        }
        this.qubits = free("q");
    }

    /// @throws IllegalArgumentException when a parameter's name is not an identifier of OpenQASM 3, or a gate's
    public static String write(ParameterizedCircuit circuit) {
        var writer = new OpenQasm3Writer(circuit);
        writer.declarations();
        writer.instructions(circuit.instructions(), "");
        return writer.text.toString();
    }

    private void declarations() {
        text.append("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n");
        for (Gate gate : defined(circuit.instructions(), EnumSet.noneOf(Gate.class))) {
            text.append(DEFINITIONS.get(gate)).append('\n');
        }
        for (String parameter : circuit.parameters()) {
            text.append("input float[64] ").append(parameter).append(";\n");
        }
        for (int i = 0; i < registers.size(); i++) {
            text.append("bit[").append(circuit.registers().get(i).size()).append("] ");
            text.append(registers.get(i)).append(";\n");
        }
        text.append("qubit[")
                .append(circuit.qubits())
                .append("] ")
                .append(qubits)
                .append(";\n");
    }

    private static Set<Gate> defined(List<Instruction> instructions, Set<Gate> gates) {
        for (Instruction instruction : instructions) {
            if (instruction instanceof Instruction.Apply apply && DEFINITIONS.containsKey(apply.gate())) {
                gates.add(apply.gate());
            } else if (instruction instanceof Instruction.Conditional conditional) {
                defined(conditional.then(), gates);
                defined(conditional.otherwise(), gates);
            }
        }
        return gates;
    }

    private void instructions(List<Instruction> instructions, String indent) {
        for (Instruction instruction : instructions) {
            text.append(indent);
            switch (instruction) {
                case Instruction.Apply apply -> apply(apply);
                case Instruction.Measure measure -> {
                    text.append(bits.get(measure.bit())).append(" = measure ");
                    operands(List.of(measure.qubit()));
                }
                case Instruction.Reset reset -> {
                    text.append("reset ");
                    operands(List.of(reset.qubit()));
                }
                case Instruction.Barrier barrier -> {
                    text.append("barrier ");
                    operands(barrier.qubits());
                }
                case Instruction.Conditional conditional -> conditional(conditional, indent);
            }
        }
    }

    private void apply(Instruction.Apply apply) {
        text.append(apply.gate().qasmName());
        if (!apply.angles().isEmpty()) {
            var separator = "(";
            for (ParameterExpression angle : apply.angles()) {
                text.append(separator);
                angle(angle);
                separator = ", ";
            }
            text.append(')');
        }
        text.append(' ');
        operands(apply.qubits());
    }

    private void angle(ParameterExpression angle) {
        boolean first = true;
        for (ParameterExpression.Term term : angle.terms()) {
            double coefficient = term.coefficient();
            text.append(first ? (coefficient < 0 ? "-" : "") : (coefficient < 0 ? " - " : " + "));
            if (Math.abs(coefficient) != 1) {
                text.append(Math.abs(coefficient)).append('*');
            }
            text.append(circuit.parameters().get(term.parameter()));
            first = false;
        }
        double constant = angle.constant();
        if (first) {
            text.append(constant);
        } else if (constant != 0) {
            text.append(constant < 0 ? " - " : " + ").append(Math.abs(constant));
        }
    }

    private void conditional(Instruction.Conditional conditional, String indent) {
        text.append("if (");
        condition(conditional);
        text.append(") {\n");
        instructions(conditional.then(), indent + "  ");
        text.append(indent).append('}');
        if (!conditional.otherwise().isEmpty()) {
            text.append(" else {\n");
            instructions(conditional.otherwise(), indent + "  ");
            text.append(indent).append('}');
        }
        text.append('\n');
    }

    /// A whole register is compared as such, other bits one by one.
    private void condition(Instruction.Conditional conditional) {
        int first = conditional.bits().getFirst();
        int start = 0;
        for (int i = 0; i < registers.size(); i++) {
            int size = circuit.registers().get(i).size();
            if (start == first && isRun(conditional.bits(), first, size)) {
                text.append(registers.get(i)).append(" == ").append(conditional.value());
                return;
            }
            start += size;
        }
        for (int i = 0; i < conditional.bits().size(); i++) {
            text.append(i == 0 ? "" : " && ")
                    .append(bits.get(conditional.bits().get(i)))
                    .append(" == ")
                    .append((conditional.value() >>> i) & 1);
        }
    }

    private static boolean isRun(List<Integer> bits, int first, int size) {
        if (bits.size() != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (bits.get(i) != first + i) {
                return false;
            }
        }
        return true;
    }

    private void operands(List<Integer> operands) {
        var separator = "";
        for (int qubit : operands) {
            text.append(separator).append(qubits).append('[').append(qubit).append(']');
            separator = ", ";
        }
        text.append(";\n");
    }

    private String free(String wanted) {
        var name = wanted;
        while (!isName(name) || !taken.add(name)) {
            name += "_";
            if (!name.matches("[\\p{L}_][\\p{L}_0-9]*")) {
                name = "r" + taken.size();
            }
        }
        return name;
    }

    /// Whether `name` can be declared beside `stdgates.inc` and the definitions above.
    private static boolean isName(String name) {
        return name.matches("[\\p{L}_][\\p{L}_0-9]*")
                && !Keywords.isReserved(name, false)
                && !StandardGates.STDGATES.containsKey(name)
                && !StandardGates.BUILT_IN_3.containsKey(name)
                && DEFINITIONS.keySet().stream()
                        .noneMatch(gate -> gate.qasmName().equals(name));
    }
}
