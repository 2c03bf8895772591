package io.ketstream.model.qasm;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Words that cannot be names.
final class Keywords {

    /// Statements and types of OpenQASM 3 that are outside the supported subset.
    static final Set<String> UNSUPPORTED = Set.of(
            "def",
            "extern",
            "defcal",
            "defcalgrammar",
            "cal",
            "box",
            "delay",
            "stretch",
            "duration",
            "durationof",
            "array",
            "complex",
            "while",
            "switch",
            "case",
            "default",
            "return",
            "break",
            "continue",
            "end",
            "opaque",
            "pragma",
            "nop",
            "mutable",
            "readonly",
            "sizeof",
            "void");

    private static final Set<String> OPENQASM_3 = Stream.of(
                    "OPENQASM",
                    "include",
                    "input",
                    "output",
                    "const",
                    "qubit",
                    "bit",
                    "qreg",
                    "creg",
                    "gate",
                    "measure",
                    "reset",
                    "barrier",
                    "if",
                    "else",
                    "for",
                    "in",
                    "let",
                    "ctrl",
                    "negctrl",
                    "inv",
                    "pow",
                    "gphase",
                    "int",
                    "uint",
                    "float",
                    "angle",
                    "bool",
                    "true",
                    "false",
                    "im")
            .collect(Collectors.collectingAndThen(Collectors.toCollection(HashSet::new), words -> {
                words.addAll(UNSUPPORTED);
                return Set.copyOf(words);
            }));

    private static final Set<String> OPENQASM_2 =
            Set.of("OPENQASM", "include", "qreg", "creg", "gate", "opaque", "measure", "reset", "barrier", "if");

    private Keywords() {}

    static boolean isReserved(String name, boolean version2) {
        return (version2 ? OPENQASM_2 : OPENQASM_3).contains(name) || Evaluator.isConstant(name, version2);
    }
}
