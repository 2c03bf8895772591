package io.ketstream.circuit.decomposition;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Work on the rows of a matrix, none of which depends on another: threads share rows, never a sum, so results have the
/// same bits for any number of them.
final class Rows {

    /// Fewer rows are done sooner than shared.
    private static final int FEWEST_SHARED = 256;

    private Rows() {}

    static void forEach(int rows, IntConsumer work) {
        IntStream numbers = IntStream.range(0, rows);
        (rows < FEWEST_SHARED ? numbers : numbers.parallel()).forEach(work);
    }
}
