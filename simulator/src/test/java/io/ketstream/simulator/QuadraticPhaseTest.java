package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuadraticPhaseTest {

    private static final int QUBITS = 10;
    private static final int ALL = (1 << QUBITS) - 1;

    private final QuadraticPhase phase = new QuadraticPhase(QUBITS);
    private final QuadraticPhase.OnTiles memory = new QuadraticPhase.OnTiles();

    /// A table of 2¹⁰ numbers is never one that each phase has for itself, also not when it is asked for again.
    @Test
    void aPhaseKeepsSmallTablesOnly() {
        make(false);
        assertThat(tables()).isNotSameAs(memory);
        make(true);
        assertThat(tables()).isSameAs(memory);
        assertThat(tables()).isSameAs(memory);
        make(false);
        QuadraticPhase.OnTiles kept = tables();
        assertThat(kept).isNotSameAs(memory);
        assertThat(tables()).isSameAs(kept);
    }

    private void make(boolean coupled) {
        phase.clear();
        for (int qubit = 0; qubit < QUBITS; qubit++) {
            phase.add(1 << qubit, 0.3);
        }
        // the lowest with the highest: no outer product of theirs
        phase.add(1 | 1 << (QUBITS - 1), coupled ? 0.2 : 0);
        phase.complete();
    }

    private QuadraticPhase.OnTiles tables() {
        return phase.onTiles(ALL, QUBITS, 1, memory);
    }
}
