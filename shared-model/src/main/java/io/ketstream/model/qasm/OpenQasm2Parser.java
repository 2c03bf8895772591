package io.ketstream.model.qasm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Parses OpenQASM 2.0 (Cross et al., arXiv:1707.03429, appendix A) into statements.
final class OpenQasm2Parser {

    private final Tokens tokens;
    private final ExpressionParser expressions;

    private OpenQasm2Parser(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens, true);
    }

    /// Gives each statement to `consumer` as soon as it is parsed; the place where the program ends.
    static Position parse(String program, Consumer<Statement> consumer) {
        var parser = new OpenQasm2Parser(new Tokens(program));
        parser.header();
        return parser.statements(consumer);
    }

    /// A text of definitions, without a header.
    static List<Statement> library(String text) {
        var statements = new ArrayList<Statement>();
        new OpenQasm2Parser(new Tokens(text)).statements(statements::add);
        return statements;
    }

    private Position statements(Consumer<Statement> consumer) {
        while (!tokens.at(Token.Kind.END)) {
            consumer.accept(statement());
        }
        return tokens.peek().at();
    }

    /// Programs without a header exist and are read as version 2.0.
    private void header() {
        if (!tokens.take("OPENQASM")) {
            return;
        }
        var version = tokens.next();
        if (version.kind() != Token.Kind.REAL || !version.text().equals("2.0")) {
            throw version.at().error("OpenQASM version " + version.text() + " is not supported here, only 2.0");
        }
        tokens.expect(";");
    }

    private Statement statement() {
        var first = tokens.peek();
        if (first.kind() != Token.Kind.IDENTIFIER) {
            throw tokens.unexpected("a statement");
        }
        return switch (first.text()) {
            case "OPENQASM" -> throw first.at().error("the version stands at the beginning of the program");
            case "include" -> include();
            case "qreg", "creg" -> register();
            case "gate" -> gate();
            case "opaque" -> opaque();
            case "if" -> branch();
            default -> operation();
        };
    }

    private Statement include() {
        var at = tokens.next().at();
        var file =
                tokens.expect(Token.Kind.TEXT, "a file name in quotation marks").text();
        tokens.expect(";");
        return new Statement.Include(at, file);
    }

    private Statement register() {
        boolean quantum = tokens.next().is("qreg");
        var name = name("a register");
        tokens.expect("[");
        var size = expressions.wholeNumber();
        tokens.expect("]");
        tokens.expect(";");
        return quantum
                ? new Statement.DeclareQubits(name.at(), name.text(), size)
                : new Statement.DeclareBits(name.at(), name.text(), size, null, null);
    }

    private Statement gate() {
        var at = tokens.next().at();
        var name = name("a gate");
        var angles = formalAngles();
        var qubits = names("a qubit");
        tokens.expect("{");
        var body = new ArrayList<Statement>();
        while (!tokens.take("}")) {
            var step = tokens.peek();
            if (!tokens.at(Token.Kind.IDENTIFIER) || step.is("measure") || step.is("reset") || step.is("if")) {
                throw tokens.unexpected("a gate or '}'");
            }
            body.add(step.is("barrier") ? barrier() : call());
        }
        return new Statement.DefineGate(at, new GateDefinition(name.at(), name.text(), angles, qubits, body, false));
    }

    private Statement opaque() {
        var at = tokens.next().at();
        var name = name("a gate");
        var angles = formalAngles();
        var qubits = names("a qubit");
        tokens.expect(";");
        return new Statement.DefineGate(
                at, new GateDefinition(name.at(), name.text(), angles, qubits, List.of(), true));
    }

    private Statement branch() {
        var at = tokens.next().at();
        tokens.expect("(");
        var register = tokens.expect(Token.Kind.IDENTIFIER, "a classical register");
        var equals = tokens.expect("==").at();
        var value = expressions.wholeNumber();
        tokens.expect(")");
        var condition = new Expression.Chain(
                register.at(),
                new Expression.Name(register.at(), register.text()),
                List.of(new Expression.Link(equals, Operator.EQUAL, value)));
        if (tokens.at("if")) {
            throw tokens.unexpected("an operation");
        }
        return new Statement.If(at, condition, List.of(operation()), List.of());
    }

    private Statement operation() {
        var first = tokens.peek();
        return switch (first.text()) {
            case "measure" -> {
                tokens.next();
                var qubits = expressions.operand();
                tokens.expect("->");
                var bits = expressions.operand();
                tokens.expect(";");
                yield new Statement.Measure(first.at(), qubits, bits);
            }
            case "reset" -> {
                tokens.next();
                var qubits = expressions.operand();
                tokens.expect(";");
                yield new Statement.Reset(first.at(), qubits);
            }
            case "barrier" -> barrier();
            default -> call();
        };
    }

    private Statement barrier() {
        var at = tokens.next().at();
        var operands = expressions.operands();
        tokens.expect(";");
        return new Statement.Barrier(at, operands);
    }

    private Statement call() {
        var name = tokens.expect(Token.Kind.IDENTIFIER, "an operation");
        if (Keywords.isReserved(name.text(), true)) {
            throw name.at().error("expected an operation, found " + name.described());
        }
        var angles = tokens.at("(") ? expressions.arguments() : List.<Expression>of();
        var operands = expressions.operands();
        tokens.expect(";");
        return new Statement.Apply(name.at(), new GateCall(name.at(), List.of(), name.text(), angles, operands));
    }

    private List<String> formalAngles() {
        if (!tokens.take("(")) {
            return List.of();
        }
        var angles = tokens.at(")") ? List.<String>of() : names("a parameter");
        tokens.expect(")");
        return angles;
    }

    private List<String> names(String what) {
        var names = new ArrayList<String>();
        do {
            names.add(name(what).text());
        } while (tokens.take(","));
        return names;
    }

    private Token name(String what) {
        var name = tokens.expect(Token.Kind.IDENTIFIER, "the name of " + what);
        if (Keywords.isReserved(name.text(), true)) {
            throw name.at().error("'" + name.text() + "' is reserved and cannot name " + what);
        }
        return name;
    }
}
