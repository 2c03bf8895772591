package io.ketstream.simulator;

/// Copies amplitudes to other places, where both places are linear in the bits of an amplitude's number: number y
/// comes from the source's base ⊕ the source's columns at the ones of y, and goes to a place in the target made
/// likewise. Immutable.
interface Move {

    /// The move of 2^n amplitudes by n columns for the source and for the target, whose lowest columns are 1, 2,
    /// 4, … so that it is written in runs.
    static Move of(int[] sourceColumns, int[] targetColumns) {
        return Kernels.areVectors()
                ? new VectorMove(sourceColumns, targetColumns)
                : new ScalarMove(sourceColumns, targetColumns);
    }

    void apply(
            double[] sourceRe, double[] sourceIm, int sourceBase, double[] targetRe, double[] targetIm, int targetBase);

    /// What changes in the place of y, counted in units of 2^`below`, from one y to the next: entry k where y ends
    /// in k ones. The last entry is for no change.
    static int[] steps(int[] columns, int below) {
        var steps = new int[columns.length - below + 1];
        int step = 0;
        for (int k = below; k < columns.length; k++) {
            step ^= columns[k];
            steps[k - below] = step;
        }
        return steps;
    }
}
