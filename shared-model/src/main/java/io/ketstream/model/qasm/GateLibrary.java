package io.ketstream.model.qasm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The gates a program may call: the built-in ones, those of an included library, and the program's own.
final class GateLibrary {

    private final boolean version2;
    private final Map<String, StandardGates.Standard> standard;
    private final Map<String, GateDefinition> definitions = new HashMap<>();
    private final Set<String> replaceable = new HashSet<>();
    private boolean included;

    GateLibrary(boolean version2) {
        this.version2 = version2;
        this.standard = new HashMap<>(version2 ? StandardGates.BUILT_IN_2 : StandardGates.BUILT_IN_3);
    }

    /// Makes the gates of `file` known.
    void include(Statement.Include include) {
        var expected = version2 ? "qelib1.inc" : "stdgates.inc";
        if (!include.file().equals(expected)) {
            throw include.at()
                    .error("\"" + include.file() + "\" cannot be included; OpenQASM " + (version2 ? 2 : 3)
                            + " programs can include \"" + expected + "\" only");
        }
        if (included) {
            throw include.at().error("\"" + expected + "\" is included twice");
        }
        included = true;
        var library = new TreeMap<>(version2 ? StandardGates.QELIB1 : StandardGates.STDGATES);
        library.forEach((name, gate) -> {
            rejectUserGate(name, include);
            standard.put(name, gate);
        });
        if (version2) {
            replaceable.addAll(library.keySet());
            replaceable.removeAll(StandardGates.QELIB1_CORE);
            for (Statement statement : OpenQasm2Parser.library(StandardGates.QELIB1_DEFINITIONS)) {
                if (statement instanceof Statement.DefineGate(Position _, GateDefinition definition)) {
                    rejectUserGate(definition.name(), include);
                    definitions.put(definition.name(), definition);
                    replaceable.add(definition.name());
                }
            }
        }
    }

    /// Adds a definition after checking that its body calls only gates defined before it, with the right
    /// numbers of angles and qubits.
    void define(GateDefinition definition) {
        if (isDefined(definition.name()) && !replaceable.remove(definition.name())) {
            throw definition.at().error("gate '" + definition.name() + "' is already defined");
        }
        distinct(definition, definition.angles(), "parameter");
        distinct(definition, definition.qubits(), "qubit");
        for (Statement statement : definition.body()) {
            switch (statement) {
                case Statement.Apply apply -> check(apply.call(), definition.qubits());
                case Statement.Barrier barrier ->
                    barrier.operands().forEach(operand -> formal(operand, definition.qubits()));
                default -> throw statement.at().error("a gate's body can only apply gates");
            }
        }
        standard.remove(definition.name());
        definitions.put(definition.name(), definition);
    }

    boolean isDefined(String name) {
        return standard.containsKey(name) || definitions.containsKey(name);
    }

    /// Whether a program may define `name` although a library does.
    boolean isReplaceable(String name) {
        return replaceable.contains(name);
    }

    StandardGates.@Nullable Standard standard(String name) {
        return standard.get(name);
    }

    @Nullable
    GateDefinition definition(String name) {
        return definitions.get(name);
    }

    /// Checks that the gate exists and is given as many angles as it takes; its number of qubits without
    /// controls.
    int qubits(GateCall call) {
        if (call.gate().equals("gphase") && !version2) {
            angles(call, 1);
            return 0;
        }
        var gate = standard.get(call.gate());
        if (gate != null) {
            angles(call, gate.angles());
            return gate.qubits();
        }
        var definition = definitions.get(call.gate());
        if (definition != null) {
            angles(call, definition.angles().size());
            return definition.qubits().size();
        }
        var library = version2 ? StandardGates.QELIB1 : StandardGates.STDGATES;
        var hint = library.containsKey(call.gate())
                ? "; include \"" + (version2 ? "qelib1.inc" : "stdgates.inc") + "\" defines it"
                : "";
        throw call.at().error("gate '" + call.gate() + "' is not defined" + hint);
    }

    private void check(GateCall call, List<String> formals) {
        int qubits = qubits(call);
        var named = new HashSet<String>();
        for (Expression operand : call.operands()) {
            if (!named.add(formal(operand, formals))) {
                throw operand.at().error("gate '" + call.gate() + "' names a qubit twice");
            }
        }
        if (call.modifiers().isEmpty() && call.operands().size() != qubits) {
            throw wrongQubits(call, qubits, call.operands().size());
        }
    }

    static OpenQasmException wrongQubits(GateCall call, int expected, int actual) {
        return call.at().error("gate '" + call.gate() + "' acts on " + expected + " qubits, not " + actual);
    }

    private static String formal(Expression operand, List<String> formals) {
        if (operand instanceof Expression.Name name && formals.contains(name.name())) {
            return name.name();
        }
        throw operand.at().error("a gate's body can only act on the gate's own qubits");
    }

    private static void angles(GateCall call, int expected) {
        if (call.angles().size() != expected) {
            throw call.at()
                    .error("gate '" + call.gate() + "' takes " + expected + " angles, not "
                            + call.angles().size());
        }
    }

    private static void distinct(GateDefinition definition, List<String> names, String what) {
        if (new HashSet<>(names).size() != names.size()) {
            throw definition.at().error("gate '" + definition.name() + "' names a " + what + " twice");
        }
    }

    private void rejectUserGate(String name, Statement.Include include) {
        if (isDefined(name)) {
            throw include.at().error("gate '" + name + "' is already defined");
        }
    }
}
