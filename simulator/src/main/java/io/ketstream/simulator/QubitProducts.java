package io.ketstream.simulator;

import java.util.List;

/// ⟨aᵢ|bⱼ⟩ of states of one qubit, where gathering a tile of them costs more than its products.
///
/// As of all [InnerProducts], the bits depend neither on threads nor on other states, and ⟨b|a⟩ has
/// those of ⟨a|b⟩: the two sums that are subtracted change places.
final class QubitProducts {

    private static final int NUMBERS = 4;

    private final double[] left;
    private final double[] right;
    private final boolean upper;

    /// @param upper whether only products of a state with itself and those after it are wanted
    QubitProducts(List<Statevector> left, List<Statevector> right, boolean upper) {
        this.left = numbers(left);
        this.right = numbers(right);
        this.upper = upper;
    }

    /// Real and imaginary part of the amplitude of |0⟩, then of |1⟩, state by state.
    private static double[] numbers(List<Statevector> states) {
        var numbers = new double[NUMBERS * states.size()];
        int at = 0;
        for (Statevector state : states) {
            numbers[at++] = state.re[0];
            numbers[at++] = state.im[0];
            numbers[at++] = state.re[1];
            numbers[at++] = state.im[1];
        }
        return numbers;
    }

    int rows() {
        return left.length / NUMBERS;
    }

    /// Those of the states from number `from` to before `to` on the left.
    void put(int from, int to, InnerProducts.Target target) {
        for (int row = from; row < to; row++) {
            double re0 = left[NUMBERS * row];
            double im0 = left[NUMBERS * row + 1];
            double re1 = left[NUMBERS * row + 2];
            double im1 = left[NUMBERS * row + 3];
            for (int column = upper ? row : 0; column < right.length / NUMBERS; column++) {
                int at = NUMBERS * column;
                double real = re0 * right[at] + im0 * right[at + 1] + (re1 * right[at + 2] + im1 * right[at + 3]);
                double first = re0 * right[at + 1] + re1 * right[at + 3];
                double second = im0 * right[at] + im1 * right[at + 2];
                target.put(row, column, real, first - second);
            }
        }
    }
}
