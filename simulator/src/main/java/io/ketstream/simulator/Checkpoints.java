package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checkpoints of a gradient: ψ after each of some phases of a circuit, kept on the way forward for the way
/// back, where it need not be undone then.
final class Checkpoints {

    /// Of larger ones too few fit.
    static final int MOST_QUBITS = 18;

    /// Together at most 32 MiB, which a third-level cache may hold: 32 layers of QAOA on 16 qubits, eight on 18.
    /// From memory, reading them takes as long as undoing ψ.
    static final long MOST_BYTES = 32L << 20;

    /// Where amplitudes change places between layers, so that all is done in one pass over a small state: 1 MiB, which
    /// a
    /// second-level cache may hold, 64 layers on 10 qubits.
    static final long MOST_BYTES_MOVED = 1L << 20;

    static final Checkpoints NONE = new Checkpoints(0, 0, -1);

    private final int qubits;
    private final int first;
    private final List<Statevector> states = new ArrayList<>();

    /// After the phases from number `first` to `last`.
    Checkpoints(int qubits, int first, int last) {
        this.qubits = qubits;
        this.first = first;
        for (int phase = first; phase <= last; phase++) {
            states.add(new Statevector(qubits));
        }
    }

    boolean isOf(int qubits, int first, int last) {
        return this.qubits == qubits && this.first == first && states.size() == last - first + 1;
    }

    /// The state after phase number `phase`; null where it is not kept.
    @Nullable
    Statevector after(int phase) {
        int index = phase - first;
        return index < 0 || index >= states.size() ? null : states.get(index);
    }
}
