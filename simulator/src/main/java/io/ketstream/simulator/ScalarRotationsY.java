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

    @Override
    public void rotate(double[] source, Octants from, double[] target, Octants to, double[] tangents) {
        var octants = new double[8];
        int read = 0;
        int written = 0;
        do {
            for (int k = 0; k < from.run; k++) {
                for (int octant = 0; octant < 8; octant++) {
                    octants[octant] = source[from.begin + read + from.distance(octant) + k];
                }
                for (int qubit = 0; qubit < 3; qubit++) {
                    int stride = 1 << qubit;
                    for (int i = 0; i < 8; i += 2 * stride) {
                        rotate(octants, i, stride, tangents[qubit]);
                    }
                }
                for (int octant = 0; octant < 8; octant++) {
                    target[to.begin + written + to.distance(octant) + k] = octants[octant];
                }
            }
            read = from.next(read);
            written = to.next(written);
        } while (read != 0);
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
