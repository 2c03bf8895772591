package io.ketstream.model.qasm;

import io.ketstream.model.circuit.Instruction;
import java.util.List;

/// Turns a [Condition] into nested [Instruction.Conditional]s, each of which compares bits with one value.
///
/// The condition is decided completely before any instruction of a branch runs, so a branch may change the bits
/// it depends on. A connective can copy a branch; copies share their lists, and their number is limited through
/// `budget`.
final class Branches {

    /// Instructions with the number of instructions inside, themselves included.
    private record Counted(List<Instruction> instructions, long count) {}

    private final Budget budget;
    private final Position at;

    private Branches(Budget budget, Position at) {
        this.budget = budget;
        this.at = at;
    }

    static List<Instruction> of(
            Condition condition, List<Instruction> then, List<Instruction> otherwise, Budget budget, Position at) {
        var branches = new Branches(budget, at);
        long before = count(then) + count(otherwise);
        var result =
                branches.branch(condition, new Counted(then, count(then)), new Counted(otherwise, count(otherwise)));
        budget.instructions(Math.max(0, result.count() - before), at);
        return result.instructions();
    }

    private Counted branch(Condition condition, Counted then, Counted otherwise) {
        return switch (condition) {
            case Condition.Constant constant -> constant.value() ? then : otherwise;
            case Condition.Not not -> branch(not.operand(), otherwise, then);
            case Condition.And and -> branch(and.left(), branch(and.right(), then, otherwise), otherwise);
            case Condition.Xor xor ->
                branch(xor.left(), branch(xor.right(), otherwise, then), branch(xor.right(), then, otherwise));
            case Condition.Equal equal -> {
                long count = 1 + then.count() + otherwise.count();
                budget.checkInstructions(count, at);
                yield new Counted(
                        List.of(new Instruction.Conditional(
                                equal.bits(), equal.value(), then.instructions(), otherwise.instructions())),
                        count);
            }
        };
    }

    private static long count(List<Instruction> instructions) {
        long count = 0;
        for (Instruction instruction : instructions) {
            count++;
            if (instruction instanceof Instruction.Conditional conditional) {
                count += count(conditional.then()) + count(conditional.otherwise());
            }
        }
        return count;
    }
}
