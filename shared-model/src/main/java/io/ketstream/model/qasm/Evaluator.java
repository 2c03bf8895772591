package io.ketstream.model.qasm;

import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Evaluates expressions in a scope; every error carries the place of the expression it comes from.
final class Evaluator {

    private static final Map<String, Double> CONSTANTS =
            Map.of("pi", Math.PI, "π", Math.PI, "tau", 2 * Math.PI, "τ", 2 * Math.PI, "euler", Math.E, "ℇ", Math.E);

    private final Scope scope;
    private final boolean version2;

    Evaluator(Scope scope, boolean version2) {
        this.scope = scope;
        this.version2 = version2;
    }

    static boolean isConstant(String name, boolean version2) {
        return version2 ? name.equals("pi") : CONSTANTS.containsKey(name);
    }

    Evaluator in(Scope inner) {
        return new Evaluator(inner, version2);
    }

    Scope scope() {
        return scope;
    }

    Value evaluate(Expression expression) {
        return switch (expression) {
            case Expression.Whole whole -> new Value.Whole(whole.value());
            case Expression.Real real -> Value.real(real.value());
            case Expression.Truth truth -> new Value.Truth(truth.value());
            case Expression.BitText text -> new Value.BitText(Arithmetic.bitsOf(text.bits()));
            case Expression.Name name -> named(name);
            case Expression.Hardware qubit -> new Value.Qubits(List.of(qubit.index()), false);
            case Expression.Unary unary -> {
                var operand = evaluate(unary.operand());
                yield at(unary.at(), () -> Arithmetic.unary(unary.operator(), operand));
            }
            case Expression.Chain chain -> chain(chain);
            case Expression.Call call -> call(call);
            case Expression.Cast cast -> {
                var operand = evaluate(cast.operand());
                var width = cast.type().width();
                long bits = width == null ? 0 : whole(width);
                yield at(cast.at(), () -> Casts.cast(cast.type().name(), bits, operand));
            }
            case Expression.Index index -> index(index);
            case Expression.Range range -> throw range.at().error("a range can only be an index or a loop's domain");
            case Expression.Choice choice -> throw choice.at().error("a set can only be an index or a loop's domain");
            case Expression.Concatenation concatenation -> concatenation(concatenation);
        };
    }

    /// An angle: a real number, affine in the inputs.
    ParameterExpression angle(Expression expression) {
        var value = evaluate(expression);
        return at(expression.at(), () -> Arithmetic.toReal(value));
    }

    long whole(Expression expression) {
        var value = evaluate(expression);
        if (value instanceof Value.Whole whole) {
            return whole.value();
        }
        throw expression.at().error("expected a whole number, found " + value.described());
    }

    Condition condition(Expression expression) {
        var value = evaluate(expression);
        return at(expression.at(), () -> Arithmetic.toCondition(value));
    }

    Value.Qubits qubits(Expression expression) {
        var value = evaluate(expression);
        if (value instanceof Value.Qubits qubits) {
            return qubits;
        }
        throw expression.at().error("expected a qubit or a register of qubits, found " + value.described());
    }

    Value.Bits bits(Expression expression) {
        var value = evaluate(expression);
        if (value instanceof Value.Bits bits) {
            return bits;
        }
        throw expression.at().error("expected a bit or a register of bits, found " + value.described());
    }

    private Value named(Expression.Name name) {
        var value = scope.find(name.name());
        if (value != null) {
            return value;
        }
        var constant = isConstant(name.name(), version2) ? CONSTANTS.get(name.name()) : null;
        if (constant != null) {
            return Value.real(constant);
        }
        throw name.at().error("'" + name.name() + "' is not declared");
    }

    private Value chain(Expression.Chain chain) {
        var value = evaluate(chain.first());
        for (Expression.Link link : chain.links()) {
            var left = value;
            var right = evaluate(link.operand());
            value = at(link.at(), () -> Arithmetic.apply(link.operator(), left, right));
        }
        return value;
    }

    private Value call(Expression.Call call) {
        if (!Functions.exists(call.function(), version2)) {
            throw call.at().error("the function '" + call.function() + "' is not defined");
        }
        var arguments = new ArrayList<Value>();
        for (Expression argument : call.arguments()) {
            arguments.add(evaluate(argument));
        }
        return at(call.at(), () -> Functions.call(call.function(), arguments));
    }

    private Value index(Expression.Index index) {
        var base = evaluate(index.base());
        var selector = index.selector();
        boolean single = !(selector instanceof Expression.Range || selector instanceof Expression.Choice);
        return switch (base) {
            case Value.Qubits qubits
            when qubits.register() -> new Value.Qubits(select(qubits.qubits(), selector, index), !single);
            case Value.Bits bits when bits.register() -> new Value.Bits(select(bits.bits(), selector, index), !single);
            case Value.Whole whole
            when single -> {
                long bit = whole(selector);
                if (bit < 0 || bit > 63) {
                    throw selector.at().error("bit " + bit + " of a whole number does not exist");
                }
                yield new Value.Truth(((whole.value() >> bit) & 1) == 1);
            }
            case Value.Whole _,
                    Value.Real _,
                    Value.Truth _,
                    Value.BitText _,
                    Value.Test _,
                    Value.Bits _,
                    Value.Qubits _ -> throw index.at().error(name(index.base()) + " cannot be indexed");
        };
    }

    private List<Integer> select(List<Integer> elements, Expression selector, Expression.Index index) {
        var positions = switch (selector) {
            case Expression.Range range -> new Domain(this).register(range, elements.size());
            case Expression.Choice choice -> new Domain(this).values(choice);
            default -> List.of(whole(selector));
        };
        var selected = new ArrayList<Integer>(positions.size());
        for (long position : positions) {
            long actual = position < 0 && !version2 ? position + elements.size() : position;
            if (actual < 0 || actual >= elements.size()) {
                throw selector.at()
                        .error("index " + position + " is outside " + name(index.base()) + ", which has "
                                + elements.size() + " elements");
            }
            selected.add(elements.get((int) actual));
        }
        return List.copyOf(selected);
    }

    private Value concatenation(Expression.Concatenation concatenation) {
        var elements = new ArrayList<Integer>();
        boolean qubits = evaluate(concatenation.parts().getFirst()) instanceof Value.Qubits;
        for (Expression part : concatenation.parts()) {
            elements.addAll(qubits ? qubits(part).qubits() : bits(part).bits());
            if (elements.size() > Budget.MAXIMUM_REGISTER) {
                throw part.at().error("a register has more than " + Budget.MAXIMUM_REGISTER + " elements");
            }
        }
        return qubits ? new Value.Qubits(List.copyOf(elements), true) : new Value.Bits(List.copyOf(elements), true);
    }

    private static String name(Expression expression) {
        return expression instanceof Expression.Name name ? "'" + name.name() + "'" : "this";
    }

    private interface Computation<T> {
        T compute();
    }

    /// Gives errors of the values' arithmetic their place.
    private static <T> T at(Position at, Computation<T> computation) {
        try {
            return computation.compute();
        } catch (ArithmeticException | IllegalArgumentException failure) {
            throw at.error(String.valueOf(failure.getMessage()));
        }
    }
}
