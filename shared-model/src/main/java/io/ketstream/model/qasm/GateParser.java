package io.ketstream.model.qasm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses gate definitions, gate calls with modifiers, and barriers of OpenQASM 3.
final class GateParser {

    private final Tokens tokens;
    private final ExpressionParser expressions;

    GateParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Statement definition() {
        var at = tokens.next().at();
        var name = name("a gate");
        var angles = new ArrayList<String>();
        if (tokens.take("(")) {
            if (!tokens.at(")")) {
                do {
                    angles.add(name("a parameter").text());
                } while (tokens.take(","));
            }
            tokens.expect(")");
        }
        var qubits = new ArrayList<String>();
        do {
            qubits.add(name("a qubit").text());
        } while (tokens.take(","));
        tokens.expect("{");
        var body = new ArrayList<Statement>();
        while (!tokens.take("}")) {
            body.add(bodyStatement());
        }
        return new Statement.DefineGate(at, new GateDefinition(name.at(), name.text(), angles, qubits, body, false));
    }

    Statement barrier() {
        var at = tokens.next().at();
        var operands = tokens.at(";") ? List.<Expression>of() : expressions.operands();
        tokens.expect(";");
        return new Statement.Barrier(at, operands);
    }

    /// A call that may begin with modifiers.
    Statement call() {
        var modifiers = new ArrayList<Modifier>();
        var kind = modifier();
        while (kind != null) {
            var at = tokens.next().at();
            @Nullable Expression argument = null;
            if (tokens.take("(")) {
                argument = expressions.expression();
                tokens.expect(")");
            }
            tokens.expect("@");
            modifiers.add(new Modifier(at, kind, argument));
            kind = modifier();
        }
        return call(tokens.expect(Token.Kind.IDENTIFIER, "a gate"), modifiers);
    }

    /// The rest of a call whose gate's name has been taken.
    Statement call(Token name, List<Modifier> modifiers) {
        if (Keywords.isReserved(name.text(), false) && !name.is("gphase")) {
            throw name.at().error("expected a gate, found " + name.described());
        }
        var angles = tokens.at("(") ? expressions.arguments() : List.<Expression>of();
        var operands = tokens.at(";") ? List.<Expression>of() : expressions.operands();
        tokens.expect(";");
        return new Statement.Apply(name.at(), new GateCall(name.at(), modifiers, name.text(), angles, operands));
    }

    Token name(String what) {
        var name = tokens.expect(Token.Kind.IDENTIFIER, "the name of " + what);
        if (Keywords.isReserved(name.text(), false)) {
            throw name.at().error("'" + name.text() + "' is reserved and cannot name " + what);
        }
        return name;
    }

    private Statement bodyStatement() {
        if (!tokens.at(Token.Kind.IDENTIFIER)) {
            throw tokens.unexpected("a gate or '}'");
        }
        return tokens.at("barrier") ? barrier() : call();
    }

    private Modifier.@Nullable Kind modifier() {
        return switch (tokens.peek().text()) {
            case "inv" -> Modifier.Kind.INVERSE;
            case "pow" -> Modifier.Kind.POWER;
            case "ctrl" -> Modifier.Kind.CONTROL;
            case "negctrl" -> Modifier.Kind.NEGATIVE_CONTROL;
            default -> null;
        };
    }
}
