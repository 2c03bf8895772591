package io.ketstream.simulator;

/// Expectations of [TiledTerms].
final class TermSums {

    private TermSums() {}

    static /* wide */ double expectation(TiledTerms terms, Statevector state, Workers workers) {
        /* wide */ double expectation = 0;
        for (TiledTerms.Pass pass : terms.passes()) {
            var sums = new /* wide */ double[state.size() >>> Integer.bitCount(pass.mobile())];
            workers.split(state.size(), sums.length, (from, to) -> {
                Scratch scratch = workers.borrow(Scratch.class, Scratch::new);
                BlockMove gather = gather(state.numberOfQubits(), pass.mobile());
                var work = new /* wide */ double[TileSums.WORK];
                for (int tile = from; tile < to; tile++) {
                    sums[tile] = sum(pass, tile, state, gather, scratch, work);
                }
                workers.giveBack(scratch);
            });
            expectation += BlockSums.pairwise(sums);
        }
        return expectation;
    }

    private static BlockMove gather(int qubits, int mobile) {
        int[] source = new IndexMap(qubits).columns(mobile);
        int[] target = new IndexMap(source.length).columns((1 << source.length) - 1);
        return new BlockMove(source, target, source.length);
    }

    /// Tiles whose amplitudes are neighbours are read where they are, others in a copy.
    private static /* wide */ double sum(
            TiledTerms.Pass pass,
            int tile,
            Statevector state,
            BlockMove gather,
            Scratch scratch,
            /* wide */ double[] work) {
        int base = Integer.expand(tile, ~pass.mobile());
        int length = gather.length();
        double[] re = state.re;
        double[] im = state.im;
        int offset = base;
        if ((pass.mobile() & (pass.mobile() + 1)) != 0) {
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
            sum = tileSums.energy(re, im, offset, length, energy.table(), column.re, energy.columns(), row.re, work);
        }
        for (TiledTerms.Flip flip : pass.flips()) {
            sum += flip.coefficient() * tileSums.flipped(re, im, offset, length, flip.bit(), work);
        }
        return sum;
    }
}
