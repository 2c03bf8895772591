package io.ketstream.simulator;

/// Plain loops, for any JVM.
final class ScalarRotationsY implements RotationsY {

    @Override
    public void rotate(double[] values, int offset, int length, int[] qubits, double[] tangents, int count) {
        for (int k = 0; k < count; k++) {
            int stride = 1 << qubits[k];
            for (int i = offset; i < offset + length; i += 2 * stride) {
                rotate(values, i, i + stride, stride, tangents[k]);
            }
        }
    }

    @Override
    public void rotate(double[] source, Octants from, double[] target, Octants to, double[] tangents) {
        int read = 0;
        int written = 0;
        do {
            for (int octant = 0; octant < 8; octant++) {
                int at = from.begin + read + from.distance(octant);
                System.arraycopy(source, at, target, to.begin + written + to.distance(octant), from.run);
            }
            for (int qubit = 0; qubit < 3; qubit++) {
                rotate(target, to.begin + written, to, qubit, tangents[qubit]);
            }
            read = from.next(read);
            written = to.next(written);
        } while (read != 0);
    }

    private static void rotate(double[] values, int begin, Octants octants, int qubit, double tangent) {
        int bit = 1 << qubit;
        for (int octant = 0; octant < 8; octant++) {
            if ((octant & bit) == 0) {
                int zero = begin + octants.distance(octant);
                rotate(values, zero, begin + octants.distance(octant | bit), octants.run, tangent);
            }
        }
    }

    /// The `count` neighbours from `zeros` with those from `ones`.
    private static void rotate(double[] values, int zeros, int ones, int count, double tangent) {
        for (int k = 0; k < count; k++) {
            double zero = values[zeros + k];
            double one = values[ones + k];
            values[zeros + k] = Math.fma(-tangent, one, zero);
            values[ones + k] = Math.fma(tangent, zero, one);
        }
    }
}
