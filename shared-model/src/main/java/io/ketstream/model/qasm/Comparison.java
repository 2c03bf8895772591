package io.ketstream.model.qasm;

import java.util.List;

/// Comparisons of values: decided now where both are known, else a condition of the running circuit.
final class Comparison {

    private Comparison() {}

    static Value equal(Value left, Value right) {
        if (left instanceof Value.Bits bits) {
            return Arithmetic.toValue(equal(bits.bits(), right));
        }
        if (right instanceof Value.Bits bits) {
            return Arithmetic.toValue(equal(bits.bits(), left));
        }
        if (left instanceof Value.Test || right instanceof Value.Test) {
            return Arithmetic.toValue(Condition.not(Condition.xor(truth(left), truth(right))));
        }
        if (left instanceof Value.BitText first && right instanceof Value.BitText second) {
            return new Value.Truth(first.equals(second));
        }
        if (left instanceof Value.Truth || right instanceof Value.Truth) {
            return new Value.Truth(truth(left).equals(truth(right)));
        }
        if (left instanceof Value.Whole first && right instanceof Value.Whole second) {
            return new Value.Truth(first.value() == second.value());
        }
        return new Value.Truth(number(left) == number(right));
    }

    static Value less(Value left, Value right) {
        if (left instanceof Value.Bits bits && right instanceof Value.Whole bound) {
            return Arithmetic.toValue(Condition.less(bits.bits(), bound.value()));
        }
        if (left instanceof Value.Whole bound && right instanceof Value.Bits bits) {
            var atMost = Condition.less(bits.bits(), Math.addExact(bound.value(), 1));
            return Arithmetic.toValue(Condition.not(atMost));
        }
        if (left instanceof Value.Whole first && right instanceof Value.Whole second) {
            return new Value.Truth(first.value() < second.value());
        }
        return new Value.Truth(number(left) < number(right));
    }

    private static Condition equal(List<Integer> bits, Value other) {
        return switch (other) {
            case Value.Whole whole -> Condition.equal(bits, whole.value());
            case Value.Truth truth when bits.size() == 1 -> Condition.equal(bits, truth.value() ? 1 : 0);
            case Value.BitText text when text.bits().size() == bits.size() -> equalText(bits, text.bits());
            case Value.BitText text ->
                throw new IllegalArgumentException(bits.size() + " bits are compared with a string of "
                        + text.bits().size());
            case Value.Bits register when register.bits().size() == bits.size() -> equalBits(bits, register.bits());
            case Value.Bits register ->
                throw new IllegalArgumentException(bits.size() + " bits are compared with "
                        + register.bits().size());
            case Value.Test test
            when bits.size() == 1 -> Condition.not(Condition.xor(Condition.equal(bits, 1), test.condition()));
            case Value.Truth _, Value.Test _, Value.Real _, Value.Qubits _ ->
                throw new IllegalArgumentException("bits cannot be compared with " + other.described());
        };
    }

    private static Condition equalText(List<Integer> bits, List<Boolean> text) {
        Condition all = new Condition.Constant(true);
        for (int start = 0; start < bits.size(); start += 63) {
            int end = Math.min(start + 63, bits.size());
            long value = 0;
            for (int i = start; i < end; i++) {
                value |= (text.get(i) ? 1L : 0L) << (i - start);
            }
            all = Condition.and(all, new Condition.Equal(List.copyOf(bits.subList(start, end)), value));
        }
        return all;
    }

    private static Condition equalBits(List<Integer> left, List<Integer> right) {
        if (left.size() > 8) {
            throw new IllegalArgumentException("registers of more than 8 bits cannot be compared with each other");
        }
        Condition all = new Condition.Constant(true);
        for (int i = 0; i < left.size(); i++) {
            var first = Condition.equal(List.of(left.get(i)), 1);
            var second = Condition.equal(List.of(right.get(i)), 1);
            all = Condition.and(all, Condition.not(Condition.xor(first, second)));
        }
        return all;
    }

    private static Condition truth(Value value) {
        if (value instanceof Value.Whole whole && whole.value() != 0 && whole.value() != 1) {
            throw new IllegalArgumentException("a truth value is compared with " + whole.value());
        }
        return Arithmetic.toCondition(value);
    }

    private static double number(Value value) {
        return Arithmetic.constant("a comparison of an input", Arithmetic.toReal(value));
    }
}
