package io.ketstream.simulator;

/// Im⟨λ|G|ψ⟩ for a generator G that is X or Y on pairs of amplitudes: the derivative of ⟨H⟩ by the angle of
/// exp(−iθG/2), because 2 Re⟨λ|(−i/2) G|ψ⟩ = Im⟨λ|G|ψ⟩.
final class PairOverlap {

    private PairOverlap() {}

    /// X = [[0, 1], [1, 0]].
    static /* wide */ double x(Pairs pairs, Statevector bra, Statevector ket, Workers workers) {
        return sum(
                pairs,
                ket,
                workers,
                (i, j) ->
                        // Im(conj(λᵢ) ψⱼ) + Im(conj(λⱼ) ψᵢ)
                        bra.re[i] * ket.im[j]
                                - bra.im[i] * ket.re[j]
                                + (bra.re[j] * ket.im[i] - bra.im[j] * ket.re[i]));
    }

    /// Y = [[0, −i], [i, 0]].
    static /* wide */ double y(Pairs pairs, Statevector bra, Statevector ket, Workers workers) {
        return sum(
                pairs,
                ket,
                workers,
                (i, j) ->
                        // −Re(conj(λᵢ) ψⱼ) + Re(conj(λⱼ) ψᵢ)
                        bra.re[j] * ket.re[i]
                                + bra.im[j] * ket.im[i]
                                - (bra.re[i] * ket.re[j] + bra.im[i] * ket.im[j]));
    }

    @FunctionalInterface
    private interface PairTerm {
        /* wide */ double value(int i, int j);
    }

    private static /* wide */ double sum(Pairs pairs, Statevector state, Workers workers, PairTerm term) {
        int countQubits = pairs.countQubits(state.numberOfQubits());
        int blockQubits = BlockSums.blockQubits(countQubits);
        int run = Math.min(pairs.run(), 1 << blockQubits);
        return BlockSums.total(workers, countQubits, block -> {
            int from = block << blockQubits;
            int to = from + (1 << blockQubits);
            /* wide */ double sum = 0;
            for (int pair = from; pair < to; pair += run) {
                int base = pairs.base(pair);
                for (int k = 0; k < run; k++) {
                    sum += term.value(base + k | pairs.first(), base + k | pairs.second());
                }
            }
            return sum;
        });
    }
}
