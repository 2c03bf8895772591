package io.ketstream.model.qasm;

import java.util.List;

/// The built-in functions of both dialects, on constants.
final class Functions {

    private Functions() {}

    static Value call(String name, List<Value> arguments) {
        return switch (name) {
            case "pow" ->
                Arithmetic.apply(Operator.POWER, argument(name, arguments, 2, 0), argument(name, arguments, 2, 1));
            case "mod" ->
                Arithmetic.apply(Operator.REMAINDER, argument(name, arguments, 2, 0), argument(name, arguments, 2, 1));
            case "popcount" -> popcount(argument(name, arguments, 1, 0));
            default -> Value.real(Arithmetic.finite("the result of " + name, real(name, arguments)));
        };
    }

    static boolean exists(String name, boolean version2) {
        return switch (name) {
            case "sin", "cos", "tan", "exp", "sqrt" -> true;
            case "ln" -> version2;
            case "log", "arcsin", "arccos", "arctan", "ceiling", "floor", "pow", "mod", "popcount" -> !version2;
            default -> false;
        };
    }

    private static double real(String name, List<Value> arguments) {
        double x = Arithmetic.constant(
                "the function " + name + " of an input", Arithmetic.toReal(argument(name, arguments, 1, 0)));
        return switch (name) {
            case "sin" -> Math.sin(x);
            case "cos" -> Math.cos(x);
            case "tan" -> Math.tan(x);
            case "exp" -> Math.exp(x);
            case "sqrt" -> Math.sqrt(x);
            case "ln", "log" -> Math.log(x);
            case "arcsin" -> Math.asin(x);
            case "arccos" -> Math.acos(x);
            case "arctan" -> Math.atan(x);
            case "ceiling" -> Math.ceil(x);
            case "floor" -> Math.floor(x);
            default -> throw new IllegalArgumentException("the function " + name + " is not defined");
        };
    }

    private static Value popcount(Value value) {
        if (value instanceof Value.Whole whole) {
            return new Value.Whole(Long.bitCount(whole.value()));
        }
        throw new IllegalArgumentException("popcount of " + value.described() + " is not supported");
    }

    private static Value argument(String name, List<Value> arguments, int count, int index) {
        if (arguments.size() != count) {
            throw new IllegalArgumentException(
                    "the function " + name + " takes " + count + " arguments, not " + arguments.size());
        }
        return arguments.get(index);
    }
}
