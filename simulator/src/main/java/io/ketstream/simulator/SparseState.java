package io.ketstream.simulator;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Instruction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A state of at most 62 qubits by its non-zero amplitudes, from |0…0⟩ on: for preparations that leave a subspace
/// gate by gate and come back to it, such as those of Dicke states.
final class SparseState {

    /// Amplitudes below this are taken for the rounding errors of amplitudes that cancel.
    private static final double NEGLIGIBLE = 1e-14;

    private long[] states = new long[16];
    private double[] re = new double[16];
    private double[] im = new double[16];
    private int[] slots = new int[32];
    private int size;

    private SparseState() {}

    /// The state after `gates`, which have no parameters, or none when it would take more than `mostAmplitudes` at
    /// once or more than `mostWork` amplitudes added up over the gates.
    static Optional<SparseState> after(List<Instruction.Apply> gates, long mostAmplitudes, long mostWork) {
        var state = new SparseState();
        state.add(0, 1, 0);
        long work = 0;
        for (Instruction.Apply gate : gates) {
            state = state.after(gate);
            work += state.size;
            if (state.size > mostAmplitudes || work > mostWork) {
                return Optional.empty();
            }
        }
        return Optional.of(state);
    }

    int size() {
        return size;
    }

    long basisState(int position) {
        return states[position];
    }

    double real(int position) {
        return re[position];
    }

    double imaginary(int position) {
        return im[position];
    }

    /// The number of ones of all its basis states, when it is the same.
    Optional<Integer> weight() {
        int weight = Long.bitCount(states[0]);
        for (int k = 1; k < size; k++) {
            if (Long.bitCount(states[k]) != weight) {
                return Optional.empty();
            }
        }
        return Optional.of(weight);
    }

    private SparseState after(Instruction.Apply gate) {
        ComplexMatrix matrix = GateUnitary.of(gate, RealVector.of());
        long[] scattered = scattered(gate.qubits());
        long mask = scattered[scattered.length - 1];
        var next = new SparseState();
        for (int k = 0; k < size; k++) {
            int column = 0;
            for (int bit = 0; bit < gate.qubits().size(); bit++) {
                column |= (int) ((states[k] >>> gate.qubits().get(bit)) & 1) << bit;
            }
            for (int row = 0; row < matrix.size; row++) {
                double real = matrix.real(row, column);
                double imaginary = matrix.imaginary(row, column);
                if (real != 0 || imaginary != 0) {
                    next.add(
                            (states[k] & ~mask) | scattered[row],
                            real * re[k] - imaginary * im[k],
                            real * im[k] + imaginary * re[k]);
                }
            }
        }
        return next.withoutNegligible();
    }

    /// For each value of a gate's bits, these on the circuit's qubits.
    private static long[] scattered(List<Integer> qubits) {
        var scattered = new long[1 << qubits.size()];
        for (int value = 0; value < scattered.length; value++) {
            for (int bit = 0; bit < qubits.size(); bit++) {
                scattered[value] |= (long) ((value >>> bit) & 1) << qubits.get(bit);
            }
        }
        return scattered;
    }

    private SparseState withoutNegligible() {
        int kept = 0;
        for (int k = 0; k < size; k++) {
            if (Math.abs(re[k]) > NEGLIGIBLE || Math.abs(im[k]) > NEGLIGIBLE) {
                states[kept] = states[k];
                re[kept] = re[k];
                im[kept] = im[k];
                kept++;
            }
        }
        size = kept;
        return this;
    }

    private void add(long state, double real, double imaginary) {
        int slot = slot(state);
        if (slots[slot] == 0) {
            if (size == states.length) {
                grow();
                slot = slot(state);
            }
            states[size] = state;
            re[size] = real;
            im[size] = imaginary;
            size++;
            slots[slot] = size;
        } else {
            re[slots[slot] - 1] += real;
            im[slots[slot] - 1] += imaginary;
        }
    }

    /// The slot of `state`, or the free one where it belongs; a slot holds a position plus 1, 0 is free.
    private int slot(long state) {
        int slot = (int) SplitMix64.mix(state) & (slots.length - 1);
        while (slots[slot] != 0 && states[slots[slot] - 1] != state) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        states = Arrays.copyOf(states, 2 * size);
        re = Arrays.copyOf(re, 2 * size);
        im = Arrays.copyOf(im, 2 * size);
        slots = new int[4 * size];
        for (int k = 0; k < size; k++) {
            slots[slot(states[k])] = k + 1;
        }
    }
}
