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
    private final double[] work = new double[OverlapKernels.WORK];
    private final TileShape shape;
    private final int length;
    private final int tiles;
    private final BackwardPasses.Tables tables;
    private final Optional<double[]> energies;

    /// Two, so that amplitudes can move from one to the other; the second where they do.
    private final BraKet[] copies;

    private int copy;
    private int tile;
    private int base;

    /// With `energies`, bra is these times ket before.
    BackwardTile(
            BackwardPasses.Pass pass,
            BraKet whole,
            Optional<double[]> energies,
            Scratch scratch,
            double[] sums,
            BackwardPasses.Tables tables) {
        this.pass = pass;
        this.whole = whole;
        this.energies = energies;
        this.scratch = scratch;
        this.sums = sums;
        this.tables = tables;
        this.lanes = new double[pass.laneSlots() * OverlapKernels.SUM_LANES];
        this.shape = pass.shape();
        this.length = shape.length();
        this.tiles = whole.ketRe.length / length;
        this.copies = new BraKet[] {copy(0, true), copy(1, pass.movesWithin())};
    }

    private BraKet copy(int number, boolean used) {
        Phases ket = scratch.amplitudes(number);
        Phases bra = scratch.bra(number);
        if (used) {
            ket.ensure(length + SKEW);
            bra.ensure(length + SKEW);
        }
        return BraKet.of(ket, bra);
    }

    /// Does the pass on tile number `number`.
    void run(int number) {
        tile = number;
        base = Integer.expand(number, ~pass.mobile());
        Arrays.fill(lanes, 0);
        for (BackwardPart part : pass.parts()) {
            part.apply(this);
        }
        for (int slot = 0; slot < pass.laneSlots(); slot++) {
            sums[slot * tiles + tile] = Kernels.pairwise(lanes, slot * OverlapKernels.SUM_LANES);
        }
    }

    /// Where the states are read and there are energies, bra is these times ket.
    void relocate(BackwardPart.Relocation relocation) {
        BraKet from = relocation.fromStates() ? whole : copies[copy];
        if (relocation.isWithin()) {
            copy ^= 1;
        }
        BraKet to = relocation.toStates() ? whole : copies[copy];
        int image = relocation.map().image(base);
        int source = relocation.fromStates() ? image : Integer.compress(image, pass.mobile());
        int target = relocation.toStates() ? base : 0;
        boolean weighted = relocation.fromStates() && energies.isPresent();
        double[] braRe = weighted ? energies.get() : from.braRe;
        double[] braIm = weighted ? energies.get() : from.braIm;
        BlockMove move = relocation.move();
        for (int begin = 0; begin < length; begin += move.length()) {
            move.apply(begin, from.ketRe, from.ketIm, source, to.ketRe, to.ketIm, target);
            move.apply(begin, braRe, braIm, source, to.braRe, to.braIm, target);
        }
        if (weighted) {
            for (int x = 0; x < length; x++) {
                to.braRe[x] *= to.ketRe[x];
                to.braIm[x] *= to.ketIm[x];
            }
        }
    }

    void goAcross(BackwardPart.Across across) {
        BraKet here = copies[copy];
        int positions = across.rotation().positions();
        double[] tangents = across.rotation().tangents();
        var ketInState = RotationsY.Octants.inState(shape, positions, whole.ketRe, whole.ketIm, base);
        var braInState = RotationsY.Octants.inState(shape, positions, whole.braRe, whole.braIm, base);
        var ketInCopy = RotationsY.Octants.inCopy(shape, positions, here.ketRe, here.ketIm);
        var braInCopy = RotationsY.Octants.inCopy(shape, positions, here.braRe, here.braIm);
        RotationsY rotations = RotationsY.chosen();
        if (across.toStates()) {
            rotations.rotate(ketInCopy, ketInState, tangents);
            rotations.rotate(braInCopy, braInState, tangents);
        } else {
            rotations.rotate(ketInState, ketInCopy, tangents);
            rotations.rotate(braInState, braInCopy, tangents);
        }
    }

    QuadraticPhase.OnTiles phase(BackwardPart.Phase phase) {
        return tables.of(phase);
    }

    BraKet states() {
        return copies[copy];
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

    /// For loops that use up [OverlapKernels#WORK] numbers.
    double[] work() {
        return work;
    }

    double[] sums() {
        return sums;
    }
}
