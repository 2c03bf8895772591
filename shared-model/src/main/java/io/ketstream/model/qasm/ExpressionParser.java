package io.ketstream.model.qasm;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Parses the expressions of both dialects.
///
/// In OpenQASM 2 every number is real, `^` is the power and only arithmetic exists; in OpenQASM 3 whole numbers
/// divide as whole numbers, `**` is the power.
final class ExpressionParser {

    private static final Map<String, Operator> OPERATORS_2 =
            bySymbol(EnumSet.of(Operator.PLUS, Operator.MINUS, Operator.TIMES, Operator.DIVIDE));
    private static final Map<String, Operator> OPERATORS_3 = bySymbol(EnumSet.complementOf(EnumSet.of(Operator.POWER)));

    private final Tokens tokens;
    private final boolean version2;

    ExpressionParser(Tokens tokens, boolean version2) {
        this.tokens = tokens;
        this.version2 = version2;
    }

    private static Map<String, Operator> bySymbol(Set<Operator> operators) {
        return operators.stream().collect(Collectors.toUnmodifiableMap(Operator::symbol, operator -> operator));
    }

    Expression expression() {
        return chain(version2 ? Operator.SUM : Operator.LOWEST);
    }

    /// `(a, b, c)`, possibly empty, with the opening parenthesis still to come.
    List<Expression> arguments() {
        tokens.expect("(");
        var arguments = new ArrayList<Expression>();
        if (!tokens.at(")")) {
            do {
                arguments.add(expression());
            } while (tokens.take(","));
        }
        tokens.expect(")");
        return arguments;
    }

    /// A qubit, a bit, a register, a part of one, or several joined by `++`.
    Expression operand() {
        var first = simpleOperand();
        if (version2 || !tokens.at("++")) {
            return first;
        }
        var parts = new ArrayList<>(List.of(first));
        while (tokens.take("++")) {
            parts.add(simpleOperand());
        }
        return new Expression.Concatenation(first.at(), parts);
    }

    List<Expression> operands() {
        var operands = new ArrayList<Expression>();
        do {
            operands.add(operand());
        } while (tokens.take(","));
        return operands;
    }

    /// A whole number written as such.
    Expression.Whole wholeNumber() {
        var token = tokens.expect(Token.Kind.INTEGER, "a whole number");
        return new Expression.Whole(token.at(), parseWhole(token));
    }

    /// `[a:b]`, `[a:step:b]` or `{a, b}`, what a loop runs over; or any other expression.
    Expression loopDomain() {
        if (tokens.at("{")) {
            return choice();
        }
        if (tokens.at("[")) {
            tokens.next();
            var range = indexOrRange();
            tokens.expect("]");
            return range;
        }
        return expression();
    }

    /// `type` or `type[width]`; the current token is its name.
    Type type() {
        var name = tokens.next();
        @Nullable Expression width = null;
        if (tokens.take("[")) {
            width = expression();
            tokens.expect("]");
        }
        return new Type(name.at(), name.text(), width);
    }

    private Expression simpleOperand() {
        if (!version2 && tokens.at(Token.Kind.HARDWARE)) {
            return hardware();
        }
        var name = tokens.expect(Token.Kind.IDENTIFIER, version2 ? "a register" : "a qubit or a register");
        Expression operand = new Expression.Name(name.at(), name.text());
        if (version2) {
            if (tokens.take("[")) {
                operand = new Expression.Index(name.at(), operand, wholeNumber());
                tokens.expect("]");
            }
            return operand;
        }
        return indexed(operand);
    }

    private Expression chain(int precedence) {
        if (precedence == Operator.UNARY) {
            return unary();
        }
        var first = chain(precedence + 1);
        var operator = operatorAt(precedence);
        if (operator == null) {
            return first;
        }
        var links = new ArrayList<Expression.Link>();
        while (operator != null) {
            var at = tokens.next().at();
            links.add(new Expression.Link(at, operator, chain(precedence + 1)));
            operator = operatorAt(precedence);
        }
        return new Expression.Chain(first.at(), first, links);
    }

    private @Nullable Operator operatorAt(int precedence) {
        if (!tokens.at(Token.Kind.SYMBOL)) {
            return null;
        }
        var operator = (version2 ? OPERATORS_2 : OPERATORS_3).get(tokens.peek().text());
        return operator != null && operator.precedence() == precedence ? operator : null;
    }

    private Expression unary() {
        var token = tokens.peek();
        if (token.is("-") || token.is("+") || (!version2 && (token.is("!") || token.is("~")))) {
            tokens.enter();
            tokens.next();
            var operand = unary();
            tokens.leave();
            return token.is("+") ? operand : new Expression.Unary(token.at(), token.text(), operand);
        }
        return power();
    }

    private Expression power() {
        var base = indexed(primary());
        if (!tokens.at(version2 ? "^" : "**")) {
            return base;
        }
        tokens.enter();
        var at = tokens.next().at();
        var exponent = unary();
        tokens.leave();
        return new Expression.Chain(base.at(), base, List.of(new Expression.Link(at, Operator.POWER, exponent)));
    }

    /// `base` with the indices that follow it.
    Expression indexed(Expression base) {
        var result = base;
        while (!version2 && tokens.at("[")) {
            tokens.enter();
            tokens.next();
            var selector = tokens.at("{") ? choice() : indexOrRange();
            tokens.expect("]");
            tokens.leave();
            result = new Expression.Index(base.at(), result, selector);
        }
        return result;
    }

    private Expression indexOrRange() {
        var at = tokens.peek().at();
        @Nullable Expression first = tokens.at(":") ? null : expression();
        if (!tokens.take(":")) {
            if (first == null) {
                throw tokens.unexpected("an index");
            }
            return first;
        }
        @Nullable Expression second = tokens.at(":") || tokens.at("]") ? null : expression();
        if (!tokens.take(":")) {
            return new Expression.Range(at, first, null, second);
        }
        @Nullable Expression third = tokens.at("]") ? null : expression();
        return new Expression.Range(at, first, second, third);
    }

    private Expression choice() {
        var at = tokens.expect("{").at();
        var elements = new ArrayList<Expression>();
        while (!tokens.at("}")) {
            elements.add(expression());
            if (!tokens.take(",")) {
                break;
            }
        }
        tokens.expect("}");
        return new Expression.Choice(at, elements);
    }

    private Expression primary() {
        var token = tokens.peek();
        return switch (token.kind()) {
            case INTEGER -> {
                tokens.next();
                yield version2
                        ? new Expression.Real(token.at(), parseReal(token))
                        : new Expression.Whole(token.at(), parseWhole(token));
            }
            case REAL -> {
                tokens.next();
                yield new Expression.Real(token.at(), parseReal(token));
            }
            case TEXT -> bitText();
            case HARDWARE -> hardware();
            case IDENTIFIER -> named();
            case SYMBOL -> parenthesised();
            case END -> throw tokens.unexpected("an expression");
        };
    }

    private Expression parenthesised() {
        if (!tokens.at("(")) {
            throw tokens.unexpected("an expression");
        }
        tokens.enter();
        tokens.next();
        var inner = expression();
        tokens.expect(")");
        tokens.leave();
        return inner;
    }

    private Expression named() {
        var token = tokens.peek();
        if (!version2 && token.is("measure")) {
            throw token.at().error("a measurement can only be assigned to bits");
        }
        if (!version2 && Type.SCALARS.contains(token.text())) {
            var type = type();
            tokens.enter();
            tokens.expect("(");
            var operand = expression();
            tokens.expect(")");
            tokens.leave();
            return new Expression.Cast(token.at(), type, operand);
        }
        tokens.next();
        if (!version2 && (token.is("true") || token.is("false"))) {
            return new Expression.Truth(token.at(), token.is("true"));
        }
        if (tokens.at("(")) {
            tokens.enter();
            var arguments = arguments();
            tokens.leave();
            return new Expression.Call(token.at(), token.text(), arguments);
        }
        return new Expression.Name(token.at(), token.text());
    }

    private Expression bitText() {
        var token = tokens.next();
        var bits = token.text().replace("_", "");
        if (bits.isEmpty() || !bits.chars().allMatch(bit -> bit == '0' || bit == '1')) {
            throw token.at().error("\"" + token.text() + "\" is not a string of bits");
        }
        return new Expression.BitText(token.at(), bits);
    }

    private Expression hardware() {
        var token = tokens.next();
        try {
            return new Expression.Hardware(token.at(), Integer.parseInt(token.text()));
        } catch (NumberFormatException tooLarge) {
            throw token.at().error("the physical qubit $" + token.text() + " is too large");
        }
    }

    private static long parseWhole(Token token) {
        var digits = token.text().replace("_", "");
        int radix = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = switch (digits.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                case 'b', 'B' -> 2;
                default -> 10;
            };
        }
        try {
            return Long.parseLong(radix == 10 ? digits : digits.substring(2), radix);
        } catch (NumberFormatException malformed) {
            throw token.at().error("'" + token.text() + "' is not a whole number below 2^63");
        }
    }

    private static double parseReal(Token token) {
        try {
            double value = Double.parseDouble(token.text().replace("_", ""));
            if (Double.isFinite(value)) {
                return value;
            }
            throw token.at().error("the number " + token.text() + " is too large");
        } catch (NumberFormatException malformed) {
            throw token.at().error("'" + token.text() + "' is not a number");
        }
    }
}
