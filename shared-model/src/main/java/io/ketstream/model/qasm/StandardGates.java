package io.ketstream.model.qasm;

import static java.util.Map.entry;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction.Apply;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The gates that the dialects build in: `U`, `CX` and `gphase`, and those of `stdgates.inc` and `qelib1.inc`.
///
/// Phases are those of OpenQASM 3, where they matter under a control; OpenQASM 2 cannot tell. `stdgates.inc` is
/// that of the OpenQASM 3.0 specification; `qelib1.inc` is the one of Qiskit, whose `cu3` is the controlled
/// U(θ, φ, λ) without a further phase.
final class StandardGates {

    /// A gate as a function of its angles and qubits.
    record Standard(int angles, int qubits, Construction construction) {}

    interface Construction {
        Unitary of(List<ParameterExpression> angles, List<Integer> qubits);
    }

    /// Always defined.
    static final Map<String, Standard> BUILT_IN_2 = Map.of("U", gate(Gate.U), "CX", gate(Gate.CX));

    /// Always defined; `gphase` is handled apart, as it has no qubits.
    static final Map<String, Standard> BUILT_IN_3 = Map.of("U", new Standard(3, 1, StandardGates::builtInU));

    static final Map<String, Standard> STDGATES = stdgates();
    static final Map<String, Standard> QELIB1 = qelib1();

    /// What the first published `qelib1.inc` had. A program may define the names that were added later itself.
    static final Set<String> QELIB1_CORE = Set.of(
            "u3", "u2", "u1", "cx", "id", "x", "y", "z", "h", "s", "sdg", "t", "tdg", "rx", "ry", "rz", "cz", "cy",
            "ch", "ccx", "crz", "cu1", "cu3");

    /// Relative-phase Toffoli gates of `qelib1.inc`, in terms of its other gates.
    static final String QELIB1_DEFINITIONS = """
            gate rccx a,b,c { u2(0,pi) c; u1(pi/4) c; cx b,c; u1(-pi/4) c; cx a,c; u1(pi/4) c; cx b,c; u1(-pi/4) c; u2(0,pi) c; }
            gate rc3x a,b,c,d {
              u2(0,pi) d; u1(pi/4) d; cx c,d; u1(-pi/4) d; u2(0,pi) d;
              cx a,d; u1(pi/4) d; cx b,d; u1(-pi/4) d; cx a,d; u1(pi/4) d; cx b,d; u1(-pi/4) d;
              u2(0,pi) d; u1(pi/4) d; cx c,d; u1(-pi/4) d; u2(0,pi) d;
            }
            """;

    private StandardGates() {}

    private static Map<String, Standard> stdgates() {
        var gates = new HashMap<String, Standard>();
        for (Gate gate : Gate.values()) {
            switch (gate) {
                case U, SXDG, RXX, RYY, RZZ -> {}
                default -> gates.put(gate.qasmName(), gate(gate));
            }
        }
        gates.putAll(Map.ofEntries(
                entry("CX", gate(Gate.CX)),
                entry("phase", gate(Gate.P)),
                entry("cphase", gate(Gate.CP)),
                entry("u1", gate(Gate.P)),
                entry("u2", new Standard(2, 1, StandardGates::u2)),
                entry("u3", new Standard(3, 1, StandardGates::u3))));
        return Map.copyOf(gates);
    }

    private static Map<String, Standard> qelib1() {
        var gates = new HashMap<String, Standard>();
        for (Gate gate : Gate.values()) {
            switch (gate) {
                case U, RYY -> {}
                default -> gates.put(gate.qasmName(), gate(gate));
            }
        }
        gates.putAll(Map.ofEntries(
                entry("u", gate(Gate.U)),
                entry("u0", new Standard(1, 1, (_, qubits) -> Unitary.of(Unitary.gate(Gate.ID, qubits.getFirst())))),
                entry("u1", gate(Gate.P)),
                entry("u2", new Standard(2, 1, StandardGates::u2)),
                entry("u3", gate(Gate.U)),
                entry("cu1", gate(Gate.CP)),
                entry("cu3", new Standard(3, 2, StandardGates::cu3)),
                entry("csx", controlled(Gate.SX, 1)),
                entry("c3x", controlled(Gate.X, 3)),
                entry("c4x", controlled(Gate.X, 4)),
                entry("c3sqrtx", controlled(Gate.SX, 3))));
        return Map.copyOf(gates);
    }

    /// `definition`'s expansion as the single gate it is known to be, so that what this package's writer
    /// defines is read back as one gate; any other expansion is returned as it is.
    static Unitary recognised(String name, List<ParameterExpression> angles, List<Integer> qubits, Unitary expansion) {
        for (Gate gate : List.of(Gate.SXDG, Gate.RXX, Gate.RYY, Gate.RZZ)) {
            if (!gate.qasmName().equals(name)
                    || gate.angles() != angles.size()
                    || gate.qubits() != qubits.size()
                    || new HashSet<>(qubits).size() != qubits.size()) {
                continue;
            }
            for (List<Apply> known : knownExpansions(gate, angles, qubits)) {
                if (expansion.gates().equals(known) && expansion.phase().equals(Unitary.ZERO)) {
                    return Unitary.of(new Apply(gate, angles, qubits));
                }
            }
        }
        return expansion;
    }

    private static List<List<Apply>> knownExpansions(
            Gate gate, List<ParameterExpression> angles, List<Integer> qubits) {
        int a = qubits.getFirst();
        int b = qubits.getLast();
        if (gate == Gate.SXDG) {
            return List.of(List.of(Unitary.gate(Gate.H, a), Unitary.gate(Gate.SDG, a), Unitary.gate(Gate.H, a)));
        }
        var rotation = Unitary.gate(Gate.RZ, angles, b);
        var zz = List.of(Unitary.gate(Gate.CX, a, b), rotation, Unitary.gate(Gate.CX, a, b));
        var direct = List.of(Unitary.gate(Gate.RZZ, angles, a, b));
        return switch (gate) {
            case RXX ->
                List.of(
                        between(Unitary.gate(Gate.H, a), Unitary.gate(Gate.H, b), zz),
                        between(Unitary.gate(Gate.H, a), Unitary.gate(Gate.H, b), direct));
            case RYY -> {
                var first = Unitary.rotation(Gate.RX, Math.PI / 2, a);
                var second = Unitary.rotation(Gate.RX, Math.PI / 2, b);
                yield List.of(
                        between(first, second, zz),
                        between(first, second, direct),
                        between(Unitary.gate(Gate.SXDG, a), Unitary.gate(Gate.SXDG, b), zz));
            }
            default -> List.of(zz);
        };
    }

    /// `first` and `second`, then `middle`, then their inverses in the same order.
    private static List<Apply> between(Apply first, Apply second, List<Apply> middle) {
        var gates = new ArrayList<Apply>(List.of(first, second));
        gates.addAll(middle);
        gates.addAll(Unitary.of(first).inverse().gates());
        gates.addAll(Unitary.of(second).inverse().gates());
        return gates;
    }

    private static Standard gate(Gate gate) {
        return new Standard(
                gate.angles(), gate.qubits(), (angles, qubits) -> Unitary.of(new Apply(gate, angles, qubits)));
    }

    private static Standard controlled(Gate gate, int controls) {
        return new Standard(
                0,
                controls + 1,
                (_, qubits) ->
                        Unitary.of(Unitary.gate(gate, qubits.getLast())).controlledBy(qubits.subList(0, controls)));
    }

    /// The primitive of OpenQASM 3 is e^{iθ/2} times this project's U.
    private static Unitary builtInU(List<ParameterExpression> angles, List<Integer> qubits) {
        return new Unitary(
                List.of(new Apply(Gate.U, angles, qubits)), angles.getFirst().dividedBy(2));
    }

    private static Unitary u2(List<ParameterExpression> angles, List<Integer> qubits) {
        return u3(List.of(ParameterExpression.constant(Math.PI / 2), angles.get(0), angles.get(1)), qubits);
    }

    /// In OpenQASM 3, `u3` has determinant 1.
    private static Unitary u3(List<ParameterExpression> angles, List<Integer> qubits) {
        return new Unitary(
                List.of(new Apply(Gate.U, angles, qubits)),
                angles.get(1).plus(angles.get(2)).dividedBy(-2));
    }

    private static Unitary cu3(List<ParameterExpression> angles, List<Integer> qubits) {
        var all = new ArrayList<>(angles);
        all.add(Unitary.ZERO);
        return Unitary.of(new Apply(Gate.CU, all, qubits));
    }
}
