package io.ketstream.simulator;

import java.util.List;

/// Expectations of [TiledTerms].
final class TermSums {

    private TermSums() {}

    static /* wide */ double expectation(TiledTerms terms, Statevector state, Workers workers) {
        /* wide */ double expectation = 0;
        for (int k = 0; k < terms.passes().size(); k++) {
            expectation += expectation(terms.passes().get(k), state, workers);
        }
        return expectation;
    }

    private static /* wide */ double expectation(TiledTerms.Pass pass, Statevector state, Workers workers) {
        int tiles = state.size() / pass.length();
        BlockMove gather = gather(pass, state.numberOfQubits());
        Scratch shared = workers.borrow(Scratch.class, Scratch::new);
        /* wide */ double[] sums = shared.numbers(0, tiles);
        workers.split(state.size(), tiles, (from, to) -> {
            Scratch scratch = workers.borrow(Scratch.class, Scratch::new);
            for (int tile = from; tile < to; tile++) {
                sums[tile] = sum(pass, tile, state, gather, scratch);
            }
            workers.giveBack(scratch);
        });
        /* wide */ double expectation = BlockSums.pairwise(sums, 0, tiles);
        workers.giveBack(shared);
        return expectation;
    }

    /// Tiles whose amplitudes are neighbours are read where they are, others in a copy.
    private static /* wide */ double sum(
            TiledTerms.Pass pass, int tile, Statevector state, BlockMove gather, Scratch scratch) {
        int base = Integer.expand(tile, ~pass.mobile());
        int length = pass.length();
        double[] re = state.re;
        double[] im = state.im;
        int offset = base;
        if (!pass.hasNeighbours()) {
            Phases copy = scratch.amplitudes(0);
            copy.ensure(length);
            gather.apply(0, re, im, base, copy.re, copy.im, 0);
            re = copy.re;
            im = copy.im;
            offset = 0;
        }
        TileSums tileSums = TileSums.chosen();
        /* wide */ double sum = 0;
        QuadraticEnergy.OnTiles energy = pass.energy();
        if (energy != null) {
            /* wide */ Phases column = scratch.column();
            /* wide */ Phases row = scratch.row();
            energy.spread(tile, column, row);
            sum = tileSums.energy(
                    re, im, offset, length, energy.table(), column.re, energy.columns(), row.re, scratch.work());
        }
        List<TiledTerms.Flip> flips = pass.flips();
        for (int k = 0; k < flips.size(); k++) {
            TiledTerms.Flip flip = flips.get(k);
            sum += flip.coefficient() * tileSums.flipped(re, im, offset, length, flip.bit(), scratch.work());
        }
        return sum;
    }

    private static BlockMove gather(TiledTerms.Pass pass, int qubits) {
        return pass.kept().of(BlockMove.class, () -> {
            int[] source = new IndexMap(qubits).columns(pass.mobile());
            int[] target = new IndexMap(source.length).columns((1 << source.length) - 1);
            return new BlockMove(source, target, source.length);
        });
    }
}
