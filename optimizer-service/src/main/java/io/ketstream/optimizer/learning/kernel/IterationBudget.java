package io.ketstream.optimizer.learning.kernel;

import java.util.Optional;
import java.util.function.Supplier;
import libsvm.svm;

/// Iterations that a fit of LIBSVM may take. It has no such setting, but prints a dot after each
/// min(l, 1000) iterations on l dual variables; how it prints may be set, once for all threads.
final class IterationBudget {

    private static final int MOST_OF_A_DOT = 1000;
    private static final String DOT = ".";

    /// Of the fit that this thread is in.
    private static final ScopedValue<IterationBudget> OF_FIT = ScopedValue.newInstance();

    static {
        svm.svm_set_print_string_function(IterationBudget::printed);
    }

    private final int ofDot;
    private long left;

    private IterationBudget(int variables, long iterations) {
        this.ofDot = Math.min(variables, MOST_OF_A_DOT);
        this.left = iterations;
    }

    /// @param variables of the dual problem: rows, and twice as many of a regression
    /// @param iterations up to one dot's more are taken
    /// @param fit that calls LIBSVM in this thread
    /// @return empty where they were not enough
    static <T> Optional<T> within(int variables, long iterations, Supplier<T> fit) {
        var budget = new IterationBudget(variables, iterations);
        try {
            return Optional.of(ScopedValue.where(OF_FIT, budget).call(fit::get));
        } catch (Spent _) {
            return Optional.empty();
        }
    }

    /// Of LIBSVM's own number, 10⁷ or 100 for each dual variable, which leaves what it has come to.
    static <T> T unlimited(Supplier<T> fit) {
        return fit.get();
    }

    private static void printed(String text) {
        if (DOT.equals(text) && OF_FIT.isBound()) {
            OF_FIT.get().spend();
        }
    }

    private void spend() {
        left -= ofDot;
        if (left < 0) {
            throw new Spent();
        }
    }

    /// Ends a fit from within.
    private static final class Spent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Spent() {
            super("iterations are spent", null, false, false);
        }
    }
}
