package io.ketstream.model.qasm;

import java.util.ArrayList;
import java.util.List;

/// The whole numbers that a range or a set stands for. A range contains both its ends.
final class Domain {

    private final Evaluator evaluator;

    Domain(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /// What a loop runs over.
    List<Long> loop(Expression domain) {
        return switch (domain) {
            case Expression.Choice choice -> values(choice);
            case Expression.Range range -> {
                if (range.start() == null || range.stop() == null) {
                    throw range.at().error("a loop's range needs both ends");
                }
                long step = range.step() == null ? 1 : evaluator.whole(range.step());
                yield range(range, evaluator.whole(range.start()), step, evaluator.whole(range.stop()));
            }
            default -> throw domain.at().error("a loop runs over a range [a:b] or a set {a, b} only");
        };
    }

    List<Long> values(Expression.Choice choice) {
        var values = new ArrayList<Long>(choice.elements().size());
        for (Expression element : choice.elements()) {
            values.add(evaluator.whole(element));
        }
        return values;
    }

    /// Positions in a register of `size` elements; negative ends count from its end.
    List<Long> register(Expression.Range range, int size) {
        long step = range.step() == null ? 1 : evaluator.whole(range.step());
        long start = range.start() == null ? (step < 0 ? size - 1 : 0) : fromEnd(evaluator.whole(range.start()), size);
        long stop = range.stop() == null ? (step < 0 ? 0 : size - 1) : fromEnd(evaluator.whole(range.stop()), size);
        return range(range, start, step, stop);
    }

    private static long fromEnd(long position, int size) {
        return position < 0 ? position + size : position;
    }

    private static List<Long> range(Expression.Range range, long start, long step, long stop) {
        if (step == 0) {
            throw range.at().error("the step of a range is zero");
        }
        if (!isSmall(start) || !isSmall(step) || !isSmall(stop)) {
            throw range.at().error("the ends and the step of a range must be below 2^31");
        }
        var values = new ArrayList<Long>();
        for (long value = start; step > 0 ? value <= stop : value >= stop; value += step) {
            if (values.size() == Budget.MAXIMUM_REGISTER) {
                throw range.at().error("a range has more than " + Budget.MAXIMUM_REGISTER + " elements");
            }
            values.add(value);
        }
        return values;
    }

    private static boolean isSmall(long value) {
        return value == (int) value;
    }
}
