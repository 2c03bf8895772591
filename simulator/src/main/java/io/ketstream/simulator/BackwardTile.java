package io.ketstream.simulator;

import java.util.Arrays;
import java.util.Optional;

/// The tiles of two states on one thread, one after another, each in a copy.
final class BackwardTile {

    /// Copies are this much longer than a tile, so that they begin 1 KiB apart in the sets of a cache: a loop over two
    /// qubits has sixteen places open, which differ by powers of two.
    private static final int SKEW = 128;

    private final BackwardPasses.Pass pass;
    private final BraKet whole;
    private final Scratch scratch;
    private final double[] sums;
    private final double[] lanes;
    private final int length;
    private final int tiles;
    private final BackwardPasses.Tables tables;
    private final BraKet states;
    private int tile;
    private int base;

    BackwardTile(BackwardPasses.Pass pass, BraKet whole, Scratch scratch, double[] sums, BackwardPasses.Tables tables) {
        this.pass = pass;
        this.whole = whole;
        this.scratch = scratch;
        this.sums = sums;
        this.tables = tables;
        this.lanes = new double[pass.laneSlots() * OverlapKernels.SUM_LANES];
        this.length = 1 << Integer.bitCount(pass.mobile());
        this.tiles = whole.ketRe.length / length;
        scratch.amplitudes(0).ensure(length + SKEW);
        scratch.bra().ensure(length + SKEW);
        this.states = BraKet.of(scratch.amplitudes(0), scratch.bra());
    }

    /// Does the pass on tile number `number`. With `energies`, bra is these times ket before; without `stored`, what
    /// comes out is not wanted.
    void run(int number, Optional<double[]> energies, boolean stored) {
        tile = number;
        base = Integer.expand(number, ~pass.mobile());
        load(energies);
        Arrays.fill(lanes, 0);
        for (BackwardPart part : pass.parts()) {
            part.apply(this);
        }
        for (int slot = 0; slot < pass.laneSlots(); slot++) {
            sums[slot * tiles + tile] = Kernels.pairwise(lanes, slot * OverlapKernels.SUM_LANES);
        }
        if (stored) {
            copy(states.ketRe, whole.ketRe, false);
            copy(states.ketIm, whole.ketIm, false);
            copy(states.braRe, whole.braRe, false);
            copy(states.braIm, whole.braIm, false);
        }
    }

    private void load(Optional<double[]> energies) {
        copy(whole.ketRe, states.ketRe, true);
        copy(whole.ketIm, states.ketIm, true);
        if (energies.isEmpty()) {
            copy(whole.braRe, states.braRe, true);
            copy(whole.braIm, states.braIm, true);
            return;
        }
        copy(energies.get(), states.braRe, true);
        for (int x = 0; x < length; x++) {
            double energy = states.braRe[x];
            states.braRe[x] = energy * states.ketRe[x];
            states.braIm[x] = energy * states.ketIm[x];
        }
    }

    /// From the tile's runs in a whole state to a tile, if `in`, or back.
    private void copy(double[] from, double[] to, boolean in) {
        Kernels kernels = Kernels.chosen();
        int runQubits = Integer.numberOfTrailingZeros(~pass.mobile());
        int rest = pass.mobile() >>> runQubits;
        for (int run = 0; run < length >> runQubits; run++) {
            int far = base + (Integer.expand(run, rest) << runQubits);
            int near = run << runQubits;
            kernels.copy(from, in ? far : near, to, in ? near : far, 1 << runQubits);
        }
    }

    QuadraticPhase.OnTiles phase(BackwardPart.Phase phase) {
        return tables.of(phase);
    }

    BraKet states() {
        return states;
    }

    Scratch scratch() {
        return scratch;
    }

    int length() {
        return length;
    }

    int tile() {
        return tile;
    }

    int base() {
        return base;
    }

    int tiles() {
        return tiles;
    }

    double[] lanes() {
        return lanes;
    }

    double[] sums() {
        return sums;
    }
}
