package io.ketstream.simulator;

import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Pauli sum of terms with at most two Z, or with one X: its expectation takes two passes over the state by the tiles of
/// [Schedule], whatever the number of terms.
final class TiledTerms {

    /// One pass: the energies of all Z terms where `energy` is there, and X on qubits of the tile, by its bit.
    private record Pass(int mobile, QuadraticEnergy.@Nullable OnTiles energy, List<Flip> flips) {}

    private record Flip(int bit, double coefficient) {}

    private final int qubits;
    private final List<Pass> passes;

    private TiledTerms(int qubits, List<Pass> passes) {
        this.qubits = qubits;
        this.passes = List.copyOf(passes);
    }

    private static boolean accepts(PauliString pauli) {
        return pauli.xMask() == 0 ? Long.bitCount(pauli.zMask()) <= 2 : isX(pauli);
    }

    private static boolean isX(PauliString pauli) {
        return pauli.zMask() == 0 && Long.bitCount(pauli.xMask()) == 1;
    }

    /// Empty where there is a term of another kind, or none.
    static Optional<TiledTerms> of(int qubits, List<PauliSum.Term> terms) {
        if (terms.isEmpty() || !terms.stream().allMatch(term -> accepts(term.pauli()))) {
            return Optional.empty();
        }
        var energy = new QuadraticEnergy(qubits);
        var flips = new double[qubits];
        int flipped = 0;
        boolean diagonal = false;
        for (PauliSum.Term term : terms) {
            if (term.pauli().xMask() == 0) {
                energy.add((int) term.pauli().zMask(), term.coefficient());
                diagonal = true;
            } else {
                int qubit = Long.numberOfTrailingZeros(term.pauli().xMask());
                flips[qubit] += term.coefficient();
                flipped |= 1 << qubit;
            }
        }
        int tileQubits = Schedule.tileQubits(qubits);
        int mobile = (1 << tileQubits) - 1;
        var passes = new ArrayList<Pass>();
        passes.add(new Pass(mobile, diagonal ? energy.onTiles(tileQubits) : null, flips(flips, flipped & mobile, mobile)));
        for (int left = flipped & ~mobile; left != 0; left &= ~mobile) {
            mobile = Schedule.mobile(left, tileQubits);
            passes.add(new Pass(mobile, null, flips(flips, left & mobile, mobile)));
        }
        return Optional.of(new TiledTerms(qubits, passes));
    }

    private static List<Flip> flips(double[] coefficients, int flipped, int mobile) {
        var flips = new ArrayList<Flip>();
        for (int rest = flipped; rest != 0; rest &= rest - 1) {
            int qubit = Integer.numberOfTrailingZeros(rest);
            flips.add(new Flip(Integer.compress(1 << qubit, mobile), coefficients[qubit]));
        }
        return flips;
    }

    double expectation(Statevector state, Workers workers) {
        double expectation = 0;
        for (Pass pass : passes) {
            int tileQubits = Integer.bitCount(pass.mobile());
            var sums = new double[1 << (qubits - tileQubits)];
            workers.split(state.size(), sums.length, (from, to) -> {
                Scratch scratch = workers.borrow(Scratch.class, Scratch::new);
                BlockMove gather = gather(pass.mobile());
                for (int tile = from; tile < to; tile++) {
                    sums[tile] = sum(pass, tile, state, gather, scratch);
                }
                workers.giveBack(scratch);
            });
            expectation += BlockSums.pairwise(sums);
        }
        return expectation;
    }

    private BlockMove gather(int mobile) {
        int[] source = new IndexMap(qubits).columns(mobile);
        int[] target = new IndexMap(source.length).columns((1 << source.length) - 1);
        return new BlockMove(source, target, source.length);
    }

    /// Tiles whose amplitudes are neighbours are read where they are, others in a copy.
    private double sum(Pass pass, int tile, Statevector state, BlockMove gather, Scratch scratch) {
        int base = Integer.expand(tile, ~pass.mobile());
        int length = gather.length();
        double[] re = state.re;
        double[] im = state.im;
        int offset = base;
        if ((pass.mobile() & (pass.mobile() + 1)) != 0) {
            Phases copy = scratch.amplitudes();
            copy.ensure(length);
            gather.apply(0, re, im, base, copy.re, copy.im, 0);
            re = copy.re;
            im = copy.im;
            offset = 0;
        }
        double sum = 0;
        if (pass.energy() != null) {
            sum = pass.energy().expectation(re, im, offset, tile, scratch);
        }
        for (Flip flip : pass.flips()) {
            sum += flip.coefficient() * TileSums.chosen().flipped(re, im, offset, length, flip.bit());
        }
        return sum;
    }
}
