package io.ketstream.simulator;

/// A plain loop, for any JVM.
final class ScalarMove implements Move {

    private final int qubits;
    private final int[] sourceSteps;
    private final int[] targetSteps;

    ScalarMove(int[] sourceColumns, int[] targetColumns) {
        this.qubits = sourceColumns.length;
        this.sourceSteps = Move.steps(sourceColumns, 0);
        this.targetSteps = Move.steps(targetColumns, 0);
    }

    @Override
    public void apply(
            double[] sourceRe,
            double[] sourceIm,
            int sourceBase,
            double[] targetRe,
            double[] targetIm,
            int targetBase) {
        int s = sourceBase;
        int t = targetBase;
        for (int y = 0; y < 1 << qubits; y++) {
            targetRe[t] = sourceRe[s];
            targetIm[t] = sourceIm[s];
            int ones = Integer.numberOfTrailingZeros(~y);
            s ^= sourceSteps[ones];
            t ^= targetSteps[ones];
        }
    }
}
