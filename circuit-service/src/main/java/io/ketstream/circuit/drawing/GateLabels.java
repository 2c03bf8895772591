package io.ketstream.circuit.drawing;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What stands in a gate's box.
final class GateLabels {

    private GateLabels() {}

    /// How many of the gate's first qubits are drawn as dots.
    static int controls(Gate gate) {
        return switch (gate) {
            case CX, CY, CZ, CH, CP, CRX, CRY, CRZ, CU, CSWAP -> 1;
            case CCX -> 2;
            case ID, X, Y, Z, H, S, SDG, T, TDG, SX, SXDG, RX, RY, RZ, P, U, SWAP, RXX, RYY, RZZ -> 0;
        };
    }

    /// The name of what acts on the targets.
    static String name(Gate gate) {
        return switch (gate) {
            case CX, CCX -> "X";
            case CY -> "Y";
            case CZ -> "Z";
            case CH -> "H";
            case CP -> "P";
            case CRX -> "RX";
            case CRY -> "RY";
            case CRZ -> "RZ";
            case CU -> "U";
            case SDG -> "S†";
            case TDG -> "T†";
            case SX -> "√X";
            case SXDG -> "√X†";
            case ID -> "I";
            case X, Y, Z, H, S, T, RX, RY, RZ, P, U, SWAP, RXX, RYY, RZZ, CSWAP -> gate.name();
        };
    }

    static String angles(Instruction.Apply apply, List<String> parameters) {
        return apply.angles().stream().map(angle -> text(angle, parameters)).collect(Collectors.joining(", "));
    }

    private static String text(ParameterExpression angle, List<String> parameters) {
        var text = new StringBuilder();
        for (ParameterExpression.Term term : angle.terms()) {
            String name = greek(parameters.get(term.parameter()));
            double size = Math.abs(term.coefficient());
            text.append(term.coefficient() < 0 ? "−" : text.isEmpty() ? "" : "+");
            text.append(size == 1 ? name : number(size) + name);
        }
        if (angle.constant() != 0 || text.isEmpty()) {
            text.append(angle.constant() < 0 ? "−" : text.isEmpty() ? "" : "+");
            text.append(number(Math.abs(angle.constant())));
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value)
                .replaceFirst("(\\.\\d*?)0+($|e)", "$1$2")
                .replaceFirst("\\.($|e)", "$1");
    }

    private static String greek(String parameter) {
        return parameter.replaceFirst("^gamma", "γ").replaceFirst("^beta", "β").replaceFirst("^theta", "θ");
    }
}
