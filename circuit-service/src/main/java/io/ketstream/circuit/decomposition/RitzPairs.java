package io.ketstream.circuit.decomposition;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/// Approximate eigenpairs out of a subspace that the operator nearly maps to itself, the largest value first.
final class RitzPairs {

    private final EigenDecomposition decomposition;
    private final int[] order;
    private final double remainder;
    private final boolean isAll;
    private final double scale;

    private RitzPairs(EigenDecomposition decomposition, double remainder, boolean isAll) {
        this.decomposition = decomposition;
        this.remainder = remainder;
        this.isAll = isAll;
        double[] values = decomposition.getRealEigenvalues();
        Integer[] ranked = new Integer[values.length];
        Arrays.setAll(ranked, i -> i);
        Arrays.sort(ranked, Comparator.comparingDouble(i -> -values[i]));
        this.order = Arrays.stream(ranked).mapToInt(i -> i).toArray();
        this.scale = Math.max(Math.abs(value(0)), Math.abs(value(order.length - 1)));
    }

    /// @param projected VᵀAV of the basis V in its first `size` rows and columns
    /// @param remainder ‖AV − V(VᵀAV)‖, all of it in the image of the last vector
    /// @param isAll whether the basis spans everything that it may
    static RitzPairs of(double[][] projected, int size, double remainder, boolean isAll) {
        double[][] part = new double[size][];
        for (int i = 0; i < size; i++) {
            part[i] = Arrays.copyOf(projected[i], size);
        }
        return new RitzPairs(new EigenDecomposition(new Array2DRowRealMatrix(part, false)), remainder, isAll);
    }

    int size() {
        return order.length;
    }

    boolean isAll() {
        return isAll;
    }

    double value(int k) {
        return decomposition.getRealEigenvalue(order[k]);
    }

    /// The largest value in size.
    double scale() {
        return scale;
    }

    /// ‖Au − θu‖ of the k-th pair.
    double residual(int k) {
        return remainder * Math.abs(decomposition.getV().getEntry(order.length - 1, order[k]));
    }

    /// The k-th vector in terms of the basis.
    double[] coefficients(int k) {
        return decomposition.getEigenvector(order[k]).toArray();
    }
}
