package io.ketstream.model.qasm;

import io.ketstream.model.circuit.ParameterExpression;
import java.util.ArrayList;
import java.util.List;

/// Binary and unary operators on values. Throws [ArithmeticException] or [IllegalArgumentException] without a
/// place; the [Evaluator] adds it.
final class Arithmetic {

    private Arithmetic() {}

    static Value apply(Operator operator, Value left, Value right) {
        return switch (operator) {
            case OR -> logical(left, right, Condition::or);
            case AND -> logical(left, right, Condition::and);
            case EQUAL -> Comparison.equal(left, right);
            case NOT_EQUAL -> negate(Comparison.equal(left, right));
            case LESS -> Comparison.less(left, right);
            case LESS_OR_EQUAL -> negate(Comparison.less(right, left));
            case GREATER -> Comparison.less(right, left);
            case GREATER_OR_EQUAL -> negate(Comparison.less(left, right));
            case BIT_OR, BIT_XOR, BIT_AND -> bitwise(operator, left, right);
            case SHIFT_LEFT, SHIFT_RIGHT, REMAINDER, PLUS, MINUS, TIMES, DIVIDE, POWER ->
                left instanceof Value.Whole first && right instanceof Value.Whole second
                        ? whole(operator, first.value(), second.value())
                        : new Value.Real(real(operator, toReal(left), toReal(right)));
        };
    }

    static Value unary(String operator, Value operand) {
        return switch (operator) {
            case "!" -> negate(operand);
            case "~" ->
                switch (operand) {
                    case Value.Whole whole -> new Value.Whole(~whole.value());
                    case Value.Truth _, Value.Test _ -> negate(operand);
                    case Value.Bits bits when bits.bits().size() == 1 -> negate(operand);
                    case Value.Real _, Value.BitText _, Value.Bits _, Value.Qubits _ -> throw notFor("~", operand);
                };
            default ->
                operand instanceof Value.Whole whole
                        ? new Value.Whole(Math.negateExact(whole.value()))
                        : new Value.Real(toReal(operand).negated());
        };
    }

    static ParameterExpression toReal(Value value) {
        return switch (value) {
            case Value.Real real -> real.value();
            case Value.Whole whole -> ParameterExpression.constant((double) whole.value());
            case Value.Truth _, Value.BitText _, Value.Test _, Value.Bits _, Value.Qubits _ ->
                throw new IllegalArgumentException(value.described() + " cannot be used as a number");
        };
    }

    /// The value as a condition: a number or a register is true when it is not zero.
    static Condition toCondition(Value value) {
        return switch (value) {
            case Value.Truth truth -> new Condition.Constant(truth.value());
            case Value.Test test -> test.condition();
            case Value.Whole whole -> new Condition.Constant(whole.value() != 0);
            case Value.BitText text -> new Condition.Constant(text.bits().contains(true));
            case Value.Bits bits -> Condition.not(Condition.equal(bits.bits(), 0));
            case Value.Real _, Value.Qubits _ ->
                throw new IllegalArgumentException(value.described() + " cannot be used as a condition");
        };
    }

    static Value toValue(Condition condition) {
        return condition instanceof Condition.Constant constant
                ? new Value.Truth(constant.value())
                : new Value.Test(condition);
    }

    private static Value negate(Value value) {
        return toValue(Condition.not(toCondition(value)));
    }

    private interface Connective {
        Condition join(Condition left, Condition right);
    }

    private static Value logical(Value left, Value right, Connective connective) {
        return toValue(connective.join(toCondition(left), toCondition(right)));
    }

    private static Value bitwise(Operator operator, Value left, Value right) {
        if (left instanceof Value.Whole first && right instanceof Value.Whole second) {
            return whole(operator, first.value(), second.value());
        }
        if (isSingle(left) && isSingle(right)) {
            return logical(
                    left,
                    right,
                    operator == Operator.BIT_OR
                            ? Condition::or
                            : operator == Operator.BIT_AND ? Condition::and : Condition::xor);
        }
        throw notFor(operator.symbol(), isSingle(left) ? right : left);
    }

    private static boolean isSingle(Value value) {
        return switch (value) {
            case Value.Truth _, Value.Test _ -> true;
            case Value.Bits bits -> bits.bits().size() == 1;
            case Value.Whole _, Value.Real _, Value.BitText _, Value.Qubits _ -> false;
        };
    }

    private static Value whole(Operator operator, long left, long right) {
        if (operator == Operator.POWER && right < 0) {
            return Value.real(Math.pow((double) left, (double) right));
        }
        return new Value.Whole(
                switch (operator) {
                    case PLUS -> Math.addExact(left, right);
                    case MINUS -> Math.subtractExact(left, right);
                    case TIMES -> Math.multiplyExact(left, right);
                    case DIVIDE -> Math.divideExact(left, notZero(right));
                    case REMAINDER -> left % notZero(right);
                    case POWER -> power(left, right);
                    case SHIFT_LEFT -> Math.multiplyExact(left, power(2, right));
                    case SHIFT_RIGHT -> left >> Math.min(63, notNegative(right));
                    case BIT_AND -> left & right;
                    case BIT_OR -> left | right;
                    case BIT_XOR -> left ^ right;
                    case OR, AND, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                        throw new IllegalStateException(operator.symbol());
                });
    }

    private static ParameterExpression real(Operator operator, ParameterExpression left, ParameterExpression right) {
        return switch (operator) {
            case PLUS -> left.plus(right);
            case MINUS -> left.plus(right.negated());
            case TIMES -> {
                if (!left.isConstant() && !right.isConstant()) {
                    throw notAffine("a product of inputs");
                }
                yield left.isConstant() ? right.times(left.constant()) : left.times(right.constant());
            }
            case DIVIDE -> {
                if (constant("a division by an input", right) == 0) {
                    throw new ArithmeticException("division by zero");
                }
                yield left.dividedBy(right.constant());
            }
            case REMAINDER -> {
                double divisor = constant("a remainder of an input", right);
                if (divisor == 0) {
                    throw new ArithmeticException("division by zero");
                }
                yield ParameterExpression.constant(constant("a remainder of an input", left) % divisor);
            }
            case POWER ->
                ParameterExpression.constant(finite(
                        "the power",
                        Math.pow(constant("a power of an input", left), constant("a power of an input", right))));
            case OR,
                    AND,
                    BIT_OR,
                    BIT_XOR,
                    BIT_AND,
                    EQUAL,
                    NOT_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    SHIFT_LEFT,
                    SHIFT_RIGHT ->
                throw new IllegalArgumentException("'" + operator.symbol() + "' does not apply to real numbers");
        };
    }

    /// The constant that `value` is; `use` names what would not be affine otherwise.
    static double constant(String use, ParameterExpression value) {
        if (!value.isConstant()) {
            throw notAffine(use);
        }
        return value.constant();
    }

    static double finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException(what + " is not a finite real number");
        }
        return value;
    }

    static List<Boolean> bitsOf(String text) {
        var bits = new ArrayList<Boolean>(text.length());
        for (int i = text.length() - 1; i >= 0; i--) {
            bits.add(text.charAt(i) == '1');
        }
        return List.copyOf(bits);
    }

    private static long power(long base, long exponent) {
        long result = 1;
        if (base == 0 || base == 1 || base == -1) {
            return exponent == 0 ? 1 : base == -1 && exponent % 2 == 0 ? 1 : base;
        }
        for (long i = 0; i < notNegative(exponent); i++) {
            result = Math.multiplyExact(result, base);
        }
        return result;
    }

    private static long notZero(long divisor) {
        if (divisor == 0) {
            throw new ArithmeticException("division by zero");
        }
        return divisor;
    }

    private static long notNegative(long value) {
        if (value < 0) {
            throw new ArithmeticException("a shift or an exponent is negative: " + value);
        }
        return value;
    }

    private static IllegalArgumentException notAffine(String use) {
        return new IllegalArgumentException(use + " is not supported: an angle must be affine in the inputs");
    }

    private static IllegalArgumentException notFor(String operator, Value operand) {
        return new IllegalArgumentException("'" + operator + "' does not apply to " + operand.described());
    }
}
