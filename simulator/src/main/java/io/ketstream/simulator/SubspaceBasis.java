package io.ketstream.simulator;

import org.jspecify.annotations.Nullable;

/// The C(n, K) basis states of n qubits with K ones in ascending order. The position of a state with ones at
/// c₁ < … < c_K is Σ C(cₜ, t) (the combinatorial number system).
final class SubspaceBasis {

    private final int qubits;
    private final int ones;
    private final int[][] binomials;
    private final long[] states;

    /// The values of the observable that was last asked for: a run asks for one again and again.
    private volatile @Nullable Energies energies;

    private static final class Energies {
        final DiagonalEnergies of;
        final double[] values;

        Energies(DiagonalEnergies of, double[] values) {
            this.of = of;
            this.values = values;
        }
    }

    SubspaceBasis(int qubits, int ones) {
        this.qubits = qubits;
        this.ones = ones;
        this.binomials = new int[qubits + 1][ones + 1];
        for (int n = 0; n <= qubits; n++) {
            for (int k = 0; k <= Math.min(n, ones); k++) {
                // the larger ones are of no position
                binomials[n][k] = (int) Math.min(Integer.MAX_VALUE, binomial(n, k));
            }
        }
        this.states = new long[binomials[qubits][ones]];
        long state = (1L << ones) - 1;
        for (int k = 0; k < states.length; k++) {
            states[k] = state;
            state = next(state);
        }
    }

    /// C(n, k) for n ≤ 62, which a long holds; 0 outside 0 ≤ k ≤ n.
    static long binomial(int n, int k) {
        if (k < 0 || k > n) {
            return 0;
        }
        long value = 1;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            // exact: the product is divisible by i; no overflow as value·(n−i+1) is divided first where it can be
            long factor = n - i + 1L;
            value = value / i * factor + value % i * factor / i;
        }
        return value;
    }

    int numberOfQubits() {
        return qubits;
    }

    int size() {
        return states.length;
    }

    long state(int position) {
        return states[position];
    }

    int position(long state) {
        int position = 0;
        int index = 0;
        for (long rest = state; rest != 0; rest &= rest - 1) {
            index++;
            position += binomials[Long.numberOfTrailingZeros(rest)][index];
        }
        return position;
    }

    /// The values of a diagonal observable by position; not to be written to.
    double[] energies(DiagonalEnergies observable) {
        Energies known = energies;
        if (known == null || known.of != observable) {
            var values = new double[states.length];
            for (int k = 0; k < values.length; k++) {
                values[k] = observable.energy(states[k]);
            }
            known = new Energies(observable, values);
            energies = known;
        }
        return known.values;
    }

    int ones() {
        return ones;
    }

    /// How many states follow each other that have the upper bits of one and all patterns of its bits below `qubit`.
    int run(long state, int qubit) {
        return binomials[qubit][Long.bitCount(state & ((1L << qubit) - 1))];
    }

    /// The next larger number with as many ones (Gosper).
    private static long next(long state) {
        if (state == 0) {
            return 0;
        }
        long lowest = state & -state;
        long ripple = state + lowest;
        return ripple | (((state ^ ripple) >>> 2) / lowest);
    }
}
