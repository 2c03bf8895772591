package io.ketstream.circuit.decomposition;

import java.util.Arrays;
import java.util.Comparator;

/// Shares a cardinality K out among groups in proportion to their sizes: K·n_c/n rounded down, what is left to the
/// largest remainders (method of Hamilton), among equal ones to the largest groups, then to the first.
final class Cardinalities {

    private Cardinalities() {}

    /// @param cardinality between 0 and the sum of the sizes
    /// @return between 0 and its size for each group, with `cardinality` as sum
    static int[] proportional(int[] sizes, int cardinality) {
        long all = Arrays.stream(sizes).asLongStream().sum();
        int[] shares = new int[sizes.length];
        long[] remainders = new long[sizes.length];
        int left = cardinality;
        for (int c = 0; c < sizes.length; c++) {
            long product = (long) cardinality * sizes[c];
            shares[c] = (int) (product / all);
            remainders[c] = product % all;
            left -= shares[c];
        }
        Integer[] ranked = new Integer[sizes.length];
        Arrays.setAll(ranked, c -> c);
        Arrays.sort(
                ranked, Comparator.<Integer>comparingLong(c -> -remainders[c]).thenComparingInt(c -> -sizes[c]));
        for (int rank = 0; rank < left; rank++) {
            shares[ranked[rank]]++;
        }
        return shares;
    }
}
