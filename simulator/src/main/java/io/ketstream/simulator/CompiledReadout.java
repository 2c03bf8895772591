package io.ketstream.simulator;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The Pauli strings P_c whose expectations are a circuit's outputs, prepared for many states. Immutable and
/// thread-safe; compile once per model.
public final class CompiledReadout {

    private final int qubits;
    private final List<PauliString> strings;

    /// The qubits of each Z string, where all are, else none.
    private final int[] masks;

    /// Each string alone, where not all are Z strings.
    private final List<CompiledObservable> observables;

    private CompiledReadout(int qubits, List<PauliString> strings, int[] masks, List<CompiledObservable> observables) {
        this.qubits = qubits;
        this.strings = List.copyOf(strings);
        this.masks = masks;
        this.observables = List.copyOf(observables);
    }

    /// @throws InvalidValueException when there is no string, or one is of another number of qubits
    /// @throws CircuitTooLargeException when that is more than a statevector can address
    public static CompiledReadout compile(int qubits, List<PauliString> strings) {
        if (strings.isEmpty()) {
            throw new InvalidValueException("readout", "must have at least one Pauli string");
        }
        for (int c = 0; c < strings.size(); c++) {
            if (strings.get(c).qubits() != qubits) {
                throw new InvalidValueException(
                        "readout[" + c + "]",
                        "must have " + qubits + " letters, not "
                                + strings.get(c).qubits());
            }
        }
        if (qubits > Statevector.LARGEST) {
            throw new CircuitTooLargeException(
                    "a statevector holds at most " + Statevector.LARGEST + " qubits, the readout has " + qubits);
        }
        if (strings.stream().allMatch(PauliString::isDiagonal)) {
            int[] masks =
                    strings.stream().mapToInt(string -> (int) string.zMask()).toArray();
            return new CompiledReadout(qubits, strings, masks, List.of());
        }
        List<CompiledObservable> observables = new ArrayList<>();
        for (PauliString string : strings) {
            observables.add(CompiledObservable.compile(new PauliSum(qubits, List.of(new PauliSum.Term(string, 1)))));
        }
        return new CompiledReadout(qubits, strings, new int[0], observables);
    }

    public List<PauliString> strings() {
        return strings;
    }

    /// The number of outputs.
    public int size() {
        return strings.size();
    }

    public int numberOfQubits() {
        return qubits;
    }

    /// Whether outputs depend on the probabilities of basis states alone.
    boolean isDiagonal() {
        return observables.isEmpty();
    }

    /// Whether [#energies] has a table.
    boolean hasTable() {
        return isDiagonal() && qubits <= DiagonalEnergies.TABLE_QUBITS;
    }

    /// ⟨P_c⟩ in `state`.
    void read(Statevector state, double[] outputs, Workers workers) {
        if (!isDiagonal()) {
            for (int c = 0; c < outputs.length; c++) {
                outputs[c] = Expectations.expectation(observables.get(c), state, workers);
            }
            return;
        }
        int blockQubits = BlockSums.blockQubits(qubits);
        int blocks = BlockSums.count(qubits);
        Scratch shared = workers.borrow(Scratch.class, Scratch::new);
        double[] sums = shared.numbers(0, masks.length * blocks);
        workers.split(state.size(), blocks, (from, to) -> {
            Scratch scratch = workers.borrow(Scratch.class, Scratch::new);
            double[] probabilities = scratch.numbers(1, 1 << blockQubits);
            for (int block = from; block < to; block++) {
                readBlock(state, block, blockQubits, probabilities, sums, blocks);
            }
            workers.giveBack(scratch);
        });
        for (int c = 0; c < masks.length; c++) {
            outputs[c] = BlockSums.pairwise(sums, c * blocks, blocks);
        }
        workers.giveBack(shared);
    }

    private void readBlock(
            Statevector state, int block, int blockQubits, double[] transformed, double[] sums, int blocks) {
        int length = 1 << blockQubits;
        int begin = block << blockQubits;
        for (int x = 0; x < length; x++) {
            double re = state.re[begin + x];
            double im = state.im[begin + x];
            transformed[x] = re * re + im * im;
        }
        WalshHadamard.transform(transformed, length);
        for (int c = 0; c < masks.length; c++) {
            double inside = transformed[masks[c] & (length - 1)];
            sums[c * blocks + block] = (Integer.bitCount(masks[c] & begin) & 1) == 0 ? inside : -inside;
        }
    }

    /// Σ w_c P_c on each basis state, to the first 2^n of `table`.
    void energies(double[] weights, double[] table) {
        Arrays.fill(table, 0, 1 << qubits, 0);
        for (int c = 0; c < masks.length; c++) {
            table[masks[c]] += weights[c];
        }
        WalshHadamard.transform(table, 1 << qubits);
    }

    /// Σ w_c P_c, where some weight is not 0.
    CompiledObservable weighted(double[] weights) {
        List<PauliSum.Term> terms = new ArrayList<>();
        for (int c = 0; c < weights.length; c++) {
            terms.add(new PauliSum.Term(strings.get(c), weights[c]));
        }
        return CompiledObservable.compile(new PauliSum(qubits, terms));
    }
}
