package io.ketstream.simulator;

import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/// The memory of one evaluation at a time, for the next one like it: new memory costs as much as a layer.
final class Workspace {

    private final SoftReference<Workspace> reference = new SoftReference<>(this);
    private @Nullable Statevector state;
    private @Nullable BoundCircuit bound;

    /// To keep it for as long as there is memory enough.
    SoftReference<Workspace> reference() {
        return reference;
    }

    /// A state whose content does not matter.
    Statevector state(int qubits) {
        if (state == null || state.numberOfQubits() != qubits) {
            state = null;
            state = new Statevector(qubits);
        }
        return state;
    }

    /// With numbers from before.
    BoundCircuit bound(CompiledCircuit compiled) {
        if (bound == null || bound.compiled() != compiled) {
            bound = new BoundCircuit(compiled);
        }
        return bound;
    }

    // region only in double precision
    private SoftReference<@Nullable Statevector> costate = new SoftReference<>(null);

    /// The second state that a gradient takes, likewise; evaluations do not hold on to it.
    Statevector costate(int qubits) {
        Statevector kept = costate.get();
        if (kept != null && kept.numberOfQubits() == qubits) {
            return kept;
        }
        costate.clear();
        var made = new Statevector(qubits);
        costate = new SoftReference<>(made);
        return made;
    }

    private SoftReference<@Nullable Checkpoints> kept = new SoftReference<>(null);

    /// The states that `backward` reads again, likewise.
    Checkpoints kept(int qubits, Passes forward, BackwardPasses backward) {
        if (!backward.keeps()) {
            return Checkpoints.NONE;
        }
        int first = backward.firstKept();
        int last = forward.numberOfPhases() - 1;
        Checkpoints known = kept.get();
        if (known != null && known.isOf(qubits, first, last)) {
            return known;
        }
        kept.clear();
        var made = new Checkpoints(qubits, first, last);
        kept = new SoftReference<>(made);
        return made;
    }
    // endregion
}
