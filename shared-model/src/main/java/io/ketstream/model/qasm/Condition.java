package io.ketstream.model.qasm;

import java.util.ArrayList;
import java.util.List;

/// A truth value that is known only when the circuit runs.
sealed interface Condition {

    /// The bits (least significant first) read as an unsigned integer are `value`.
    record Equal(List<Integer> bits, long value) implements Condition {}

    record Constant(boolean value) implements Condition {}

    record Not(Condition operand) implements Condition {}

    record And(Condition left, Condition right) implements Condition {}

    record Xor(Condition left, Condition right) implements Condition {}

    /// Whether `bits` equal `value`, whatever their number; never, when `value` does not fit.
    static Condition equal(List<Integer> bits, long value) {
        if (value < 0 || (bits.size() < 63 && (value >>> bits.size()) != 0)) {
            return new Constant(false);
        }
        Condition all = new Equal(bits.subList(0, Math.min(63, bits.size())), value);
        for (int start = 63; start < bits.size(); start += 63) {
            all = new And(all, new Equal(bits.subList(start, Math.min(start + 63, bits.size())), 0));
        }
        return all;
    }

    /// Whether `bits` are below `bound`: some bit that is 1 in the bound is 0 here while all higher ones agree.
    static Condition less(List<Integer> bits, long bound) {
        if (bound <= 0) {
            return new Constant(false);
        }
        if (bits.size() < 63 && (bound >>> bits.size()) != 0) {
            return new Constant(true);
        }
        Condition less = new Constant(false);
        for (int k = 0; k < Math.min(63, bits.size()); k++) {
            if (((bound >>> k) & 1) == 1) {
                less = or(less, equal(bits.subList(k, bits.size()), (bound >>> k) ^ 1));
            }
        }
        return less;
    }

    static Condition not(Condition operand) {
        return switch (operand) {
            case Constant constant -> new Constant(!constant.value());
            case Not not -> not.operand();
            case Equal equal when equal.bits().size() == 1 -> new Equal(equal.bits(), 1 - equal.value());
            case Equal equal -> new Not(equal);
            case And and -> new Not(and);
            case Xor xor -> new Not(xor);
        };
    }

    /// Two comparisons of different bits become one.
    static Condition and(Condition left, Condition right) {
        if (left instanceof Constant constant) {
            return constant.value() ? right : constant;
        }
        if (right instanceof Constant constant) {
            return constant.value() ? left : constant;
        }
        if (left instanceof Equal first
                && right instanceof Equal second
                && first.bits().size() + second.bits().size() <= 63
                && first.bits().stream().noneMatch(second.bits()::contains)) {
            var bits = new ArrayList<>(first.bits());
            bits.addAll(second.bits());
            return new Equal(
                    List.copyOf(bits),
                    first.value() | (second.value() << first.bits().size()));
        }
        return new And(left, right);
    }

    static Condition or(Condition left, Condition right) {
        return not(and(not(left), not(right)));
    }

    static Condition xor(Condition left, Condition right) {
        if (left instanceof Constant constant) {
            return constant.value() ? not(right) : right;
        }
        if (right instanceof Constant constant) {
            return constant.value() ? not(left) : left;
        }
        return new Xor(left, right);
    }
}
