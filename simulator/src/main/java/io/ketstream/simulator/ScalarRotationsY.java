package io.ketstream.simulator;

/// Plain loops, for any JVM.
final class ScalarRotationsY implements RotationsY {

    @Override
    public void rotate(double[] values, int offset, int length, int[] qubits, double[] tangents, int count) {
        for (int k = 0; k < count; k++) {
            int stride = 1 << qubits[k];
            for (int i = offset; i < offset + length; i += 2 * stride) {
                rotate(values, i, stride, tangents[k]);
            }
        }
    }

    private static void rotate(double[] values, int offset, int stride, double tangent) {
        for (int i = offset; i < offset + stride; i++) {
            double zero = values[i];
            double one = values[i + stride];
            values[i] = Math.fma(-tangent, one, zero);
            values[i + stride] = Math.fma(tangent, zero, one);
        }
    }
}
