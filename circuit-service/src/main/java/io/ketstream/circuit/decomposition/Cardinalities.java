package io.ketstream.circuit.decomposition;

import io.ketstream.model.problem.SelectionRules;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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

    /// As many of each group as its limits permit, as close to proportion as that allows: after the least of each, one
    /// after the other to the group that lacks most of its share, the first of them.
    ///
    /// @param groups whose limits can be kept together
    static int[] within(List<SelectionRules.Group> groups, int cardinality) {
        int all = groups.stream().mapToInt(group -> group.members().size()).sum();
        int[] shares = groups.stream().mapToInt(SelectionRules.Group::minimum).toArray();
        for (int left = cardinality - Arrays.stream(shares).sum(); left > 0; left--) {
            int next = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int g = 0; g < shares.length; g++) {
                double lacking = (double) cardinality * groups.get(g).members().size() / all - shares[g];
                if (shares[g] < groups.get(g).maximum() && lacking > most) {
                    most = lacking;
                    next = g;
                }
            }
            shares[next]++;
        }
        return shares;
    }
}
