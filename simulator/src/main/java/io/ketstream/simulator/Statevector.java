package io.ketstream.simulator;

import java.util.Arrays;

/// The 2^n complex amplitudes of n qubits; qubit k is bit k of an amplitude's index.
///
/// Owns its memory (real and imaginary parts apart) and may be reused for circuits of the same size. Not
/// thread-safe.
public final class Statevector implements FullState {

    /// Java arrays end at 2^31 − 1 elements.
    static final int LARGEST = 30;

    // region only in double precision
    /// How far from 1 the probabilities of given amplitudes may add up.
    public static final double NORM_TOLERANCE = 1e-8;
    // endregion

    final double[] re;
    final double[] im;
    private final int qubits;

    /// The state |0…0⟩.
    ///
    /// @throws CircuitTooLargeException when the amplitudes cannot be addressed
    public Statevector(int qubits) {
        if (qubits < 1) {
            throw new IllegalArgumentException("a state needs at least one qubit, not " + qubits);
        }
        if (qubits > LARGEST) {
            throw new CircuitTooLargeException(
                    "a statevector holds at most " + LARGEST + " qubits, the circuit has " + qubits);
        }
        this.qubits = qubits;
        this.re = new double[1 << qubits];
        this.im = new double[1 << qubits];
        re[0] = 1;
    }

    // region only in double precision
    /// The state with these amplitudes, of which it keeps copies.
    ///
    /// @throws IllegalArgumentException when their number is no power of two from 2 on, one is not finite, or the
    ///     probabilities do not add up to 1 within [#NORM_TOLERANCE]
    public static Statevector of(double[] real, double[] imaginary) {
        if (real.length < 2 || Integer.bitCount(real.length) != 1) {
            throw new IllegalArgumentException("the number of amplitudes is 2^n, not " + real.length);
        }
        if (imaginary.length != real.length) {
            throw new IllegalArgumentException(
                    real.length + " real parts, but " + imaginary.length + " imaginary parts");
        }
        var state = new Statevector(Integer.numberOfTrailingZeros(real.length));
        System.arraycopy(real, 0, state.re, 0, real.length);
        System.arraycopy(imaginary, 0, state.im, 0, real.length);
        double norm = state.norm();
        if (!(Math.abs(norm - 1) <= NORM_TOLERANCE)) {
            throw new IllegalArgumentException("the probabilities of the amplitudes add up to 1, not to " + norm);
        }
        return state;
    }

    /// The Dicke state: all basis states with `ones` ones, equally likely.
    ///
    /// @throws IllegalArgumentException when there are not so many qubits
    /// @throws CircuitTooLargeException when the amplitudes cannot be addressed
    public static Statevector dicke(int qubits, int ones) {
        if (ones < 0 || ones > qubits) {
            throw new IllegalArgumentException("the number of ones is 0 to " + qubits + ", not " + ones);
        }
        var state = new Statevector(qubits);
        double members = 1;
        for (int k = 1; k <= ones; k++) {
            members = members * (qubits - ones + k) / k;
        }
        double amplitude = 1 / Math.sqrt(members);
        for (int i = 0; i < state.re.length; i++) {
            state.re[i] = Integer.bitCount(i) == ones ? amplitude : 0;
        }
        return state;
    }
    // endregion

    @Override
    public int numberOfQubits() {
        return qubits;
    }

    /// The number of amplitudes, 2^n.
    @Override
    public int size() {
        return re.length;
    }

    @Override
    public long basisState(int position) {
        return position;
    }

    public double real(int index) {
        return re[index];
    }

    public double imaginary(int index) {
        return im[index];
    }

    /// |amplitude|².
    @Override
    public /* wide */ double probability(int index) {
        /* wide */ double real = re[index];
        /* wide */ double imaginary = im[index];
        return real * real + imaginary * imaginary;
    }

    /// |amplitude|² of every basis state, 8·2^n bytes.
    public /* wide */ double[] probabilities() {
        var probabilities = new /* wide */ double[re.length];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = probability(i);
        }
        return probabilities;
    }

    /// The sum of all probabilities, 1 up to rounding.
    public /* wide */ double norm() {
        return norm(new Workers(1));
    }

    /* wide */ double norm(Workers workers) {
        return BlockSums.total(workers, qubits, this::blockProbability);
    }

    // region only in double precision
    /// The probability that `qubit` reads 1, not normalised.
    double probabilityOfOne(int qubit, Workers workers) {
        int bit = 1 << qubit;
        int blockQubits = BlockSums.blockQubits(qubits);
        return BlockSums.total(workers, qubits, block -> {
            int from = block << blockQubits;
            int to = from + (1 << blockQubits);
            double sum = 0;
            for (int i = from; i < to; i++) {
                if ((i & bit) != 0) {
                    sum += probability(i);
                }
            }
            return sum;
        });
    }
    // endregion

    @Override
    public /* wide */ double blockProbability(int block) {
        int blockQubits = BlockSums.blockQubits(qubits);
        int from = block << blockQubits;
        int to = from + (1 << blockQubits);
        /* wide */ double even = 0;
        /* wide */ double odd = 0;
        for (int i = from; i < to; i += 2) {
            even += probability(i);
            odd += probability(i + 1);
        }
        return even + odd;
    }

    /// Makes it the uniform superposition of all basis states inside `mask`, |+⟩ on its qubits and |0⟩ elsewhere.
    void prepareUniform(int mask) {
        Arrays.fill(im, 0);
        double amplitude = uniformAmplitude(mask);
        if (mask == re.length - 1) {
            Arrays.fill(re, amplitude);
            return;
        }
        Arrays.fill(re, 0);
        for (int i = mask; i > 0; i = (i - 1) & mask) {
            re[i] = amplitude;
        }
        re[0] = amplitude;
    }

    /// The amplitude of each basis state inside `mask` when these are equally likely.
    double uniformAmplitude(int mask) {
        return Numbers.rounded(StrictMath.pow(2, -0.5 * Integer.bitCount(mask)));
    }

    // region only in double precision
    void copyFrom(SingleStatevector other) {
        for (int i = 0; i < re.length; i++) {
            re[i] = other.re[i];
            im[i] = other.im[i];
        }
    }

    void copyFrom(Statevector other) {
        System.arraycopy(other.re, 0, re, 0, re.length);
        System.arraycopy(other.im, 0, im, 0, im.length);
    }

    /// Projects `qubit` on `outcome` and divides by √probability.
    void collapse(int qubit, int outcome, double probability) {
        double scale = 1 / Math.sqrt(probability);
        for (int i = 0; i < re.length; i++) {
            double factor = ((i >>> qubit) & 1) == outcome ? scale : 0;
            re[i] *= factor;
            im[i] *= factor;
        }
    }
    // endregion
}
