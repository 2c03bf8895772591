package io.ketstream.simulator;

import java.util.Arrays;

/// The 2^n complex amplitudes of n qubits; qubit k is bit k of an amplitude's index.
///
/// Owns its memory (real and imaginary parts apart) and may be reused for circuits of the same size. Not
/// thread-safe.
public final class Statevector implements FullState {

    /// Java arrays end at 2^31 − 1 elements.
    static final int LARGEST = 30;

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
