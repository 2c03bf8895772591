package io.ketstream.model.qasm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Parses the supported subset of OpenQASM 3 into statements; everything outside it is named in the error.
final class OpenQasm3Parser {

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final GateParser gates;

    private OpenQasm3Parser(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens, false);
        this.gates = new GateParser(tokens, expressions);
    }

    /// Gives each statement to `consumer` as soon as it is parsed; the place where the program ends.
    static Position parse(String program, Consumer<Statement> consumer) {
        var parser = new OpenQasm3Parser(new Tokens(program));
        parser.header();
        while (!parser.tokens.at(Token.Kind.END)) {
            consumer.accept(parser.statement());
        }
        return parser.tokens.peek().at();
    }

    private void header() {
        if (!tokens.take("OPENQASM")) {
            return;
        }
        var version = tokens.next();
        if (!version.text().matches("3|3\\.[01]")) {
            throw version.at()
                    .error("OpenQASM version " + version.text() + " is not supported here, only 3, 3.0 and 3.1");
        }
        tokens.expect(";");
    }

    private Statement statement() {
        while (tokens.at("@")) {
            tokens.skipLine(); // an annotation; those that are not understood may be ignored
        }
        var first = tokens.peek();
        if (first.is("#") || isUnsupported(first)) {
            throw first.at().error("'" + (first.is("#") ? "pragma" : first.text()) + "' is not supported");
        }
        if (first.kind() != Token.Kind.IDENTIFIER) {
            throw tokens.unexpected("a statement");
        }
        return switch (first.text()) {
            case "OPENQASM" -> throw first.at().error("the version stands at the beginning of the program");
            case "include" -> include();
            case "input" -> input();
            case "output" -> output();
            case "const" -> {
                tokens.next();
                yield variable(true);
            }
            case "qubit" -> qubits();
            case "qreg", "creg" -> oldRegister();
            case "bit" -> bits();
            case "int", "uint", "float", "angle", "bool" -> variable(false);
            case "let" -> alias();
            case "gate" -> gates.definition();
            case "measure" -> measure();
            case "reset" -> reset();
            case "barrier" -> gates.barrier();
            case "if" -> branch();
            case "for" -> loop();
            case "ctrl", "negctrl", "inv", "pow", "gphase" -> gates.call();
            default -> callOrAssignment();
        };
    }

    private Statement include() {
        var at = tokens.next().at();
        var file =
                tokens.expect(Token.Kind.TEXT, "a file name in quotation marks").text();
        tokens.expect(";");
        return new Statement.Include(at, file);
    }

    private Statement input() {
        tokens.next();
        if (!tokens.at(Token.Kind.IDENTIFIER)) {
            throw tokens.unexpected("the type of an input");
        }
        var type = expressions.type();
        var name = gates.name("an input");
        tokens.expect(";");
        return new Statement.DeclareInput(name.at(), type, name.text());
    }

    private Statement output() {
        tokens.next();
        if (!tokens.at("bit")) {
            throw tokens.peek().at().error("an output of another type than bit is not supported");
        }
        return bits();
    }

    private Statement variable(boolean constant) {
        if (!Type.SCALARS.contains(tokens.peek().text())) {
            throw tokens.unexpected("a scalar type");
        }
        var type = expressions.type();
        var name = gates.name("a variable");
        @Nullable Expression value = tokens.take("=") ? expressions.expression() : null;
        tokens.expect(";");
        return new Statement.DeclareVariable(name.at(), constant, type, name.text(), value);
    }

    private Statement qubits() {
        var type = expressions.type();
        var name = gates.name("a register");
        tokens.expect(";");
        return new Statement.DeclareQubits(name.at(), name.text(), type.width());
    }

    private Statement bits() {
        var type = expressions.type();
        var name = gates.name("a register");
        @Nullable Expression value = null;
        @Nullable Expression measured = null;
        if (tokens.take("=")) {
            if (tokens.take("measure")) {
                measured = expressions.operand();
            } else {
                value = expressions.expression();
            }
        }
        tokens.expect(";");
        return new Statement.DeclareBits(name.at(), name.text(), type.width(), value, measured);
    }

    private Statement oldRegister() {
        boolean quantum = tokens.next().is("qreg");
        var name = gates.name("a register");
        @Nullable Expression size = null;
        if (tokens.take("[")) {
            size = expressions.expression();
            tokens.expect("]");
        }
        tokens.expect(";");
        return quantum
                ? new Statement.DeclareQubits(name.at(), name.text(), size)
                : new Statement.DeclareBits(name.at(), name.text(), size, null, null);
    }

    private Statement alias() {
        tokens.next();
        var name = gates.name("an alias");
        tokens.expect("=");
        var target = expressions.operand();
        tokens.expect(";");
        return new Statement.Alias(name.at(), name.text(), target);
    }

    private Statement measure() {
        var at = tokens.next().at();
        var qubits = expressions.operand();
        if (!tokens.take("->")) {
            throw at.error("a measurement whose outcome is not stored in a bit is not supported");
        }
        var bits = expressions.operand();
        tokens.expect(";");
        return new Statement.Measure(at, qubits, bits);
    }

    private Statement reset() {
        var at = tokens.next().at();
        var qubits = expressions.operand();
        tokens.expect(";");
        return new Statement.Reset(at, qubits);
    }

    private Statement branch() {
        var at = tokens.next().at();
        tokens.expect("(");
        var condition = expressions.expression();
        tokens.expect(")");
        var then = block();
        var otherwise = tokens.take("else") ? block() : List.<Statement>of();
        return new Statement.If(at, condition, then, otherwise);
    }

    private Statement loop() {
        var at = tokens.next().at();
        if (Type.SCALARS.contains(tokens.peek().text())) {
            expressions.type();
        }
        var variable = gates.name("a loop's variable").text();
        tokens.expect("in");
        var domain = expressions.loopDomain();
        return new Statement.For(at, variable, domain, block());
    }

    private List<Statement> block() {
        tokens.enter();
        var statements = new ArrayList<Statement>();
        if (tokens.take("{")) {
            while (!tokens.take("}")) {
                if (tokens.at(Token.Kind.END)) {
                    throw tokens.unexpected("'}'");
                }
                statements.add(statement());
            }
        } else {
            statements.add(statement());
        }
        tokens.leave();
        return statements;
    }

    private Statement callOrAssignment() {
        var name = tokens.next();
        if (!tokens.at("[") && !isAssignment()) {
            return gates.call(name, List.of());
        }
        var target = expressions.indexed(new Expression.Name(name.at(), name.text()));
        if (!isAssignment()) {
            throw tokens.unexpected("'='");
        }
        var symbol = tokens.next();
        if (symbol.is("=") && tokens.take("measure")) {
            var qubits = expressions.operand();
            tokens.expect(";");
            return new Statement.Measure(name.at(), qubits, target);
        }
        var value = expressions.expression();
        tokens.expect(";");
        return new Statement.Assign(symbol.at(), target, compound(symbol), value);
    }

    private boolean isAssignment() {
        return tokens.at(Token.Kind.SYMBOL) && (tokens.at("=") || compound(tokens.peek()) != null);
    }

    private static @Nullable Operator compound(Token symbol) {
        for (Operator operator : Operator.values()) {
            if (symbol.text().equals(operator.symbol() + "=") && !isComparison(symbol)) {
                return operator;
            }
        }
        return null;
    }

    private static boolean isUnsupported(Token token) {
        return token.kind() == Token.Kind.IDENTIFIER && Keywords.UNSUPPORTED.contains(token.text());
    }

    private static boolean isComparison(Token symbol) {
        return symbol.is("==") || symbol.is("<=") || symbol.is(">=") || symbol.is("!=");
    }
}
