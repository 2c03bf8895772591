package io.ketstream.simulator;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// The tiles of two states on one thread, one after another, each in a copy.
final class BackwardTile {

    /// Copies are this much longer than a tile, so that they begin 1 KiB apart in the sets of a cache: a loop over two
    /// qubits has sixteen places open, which differ by powers of two.
    private static final int SKEW = 128;

    private final BackwardPasses.Work work;
    private Scratch scratch;
    private BackwardPasses.Pass pass;
    private TileShape shape;
    private double[] lanes = {};
    private int length;
    private int tiles;

    /// Two, so that amplitudes can move from one to the other; the second where they do.
    private final BraKet[] copies = {new BraKet(), new BraKet()};

    private final RotationsY.Octants ketInState = new RotationsY.Octants();
    private final RotationsY.Octants braInState = new RotationsY.Octants();
    private final RotationsY.Octants ketInCopy = new RotationsY.Octants();
    private final RotationsY.Octants braInCopy = new RotationsY.Octants();

    private int copy;
    private int tile;
    private int base;

    BackwardTile(BackwardPasses.Work work, Scratch scratch) {
        this.work = work;
        this.scratch = scratch;
        this.pass = work.pass();
        this.shape = pass.shape();
    }

    /// Begins with the pass that `work` has now.
    void enter(Scratch scratch) {
        this.scratch = scratch;
        pass = work.pass();
        shape = pass.shape();
        length = shape.length();
        tiles = work.states().ketRe.length / length;
        lanes = scratch.numbers(1, pass.laneSlots() * OverlapKernels.SUM_LANES);
        copy = 0;
        enter(0, true);
        enter(1, pass.movesWithin());
    }

    private void enter(int number, boolean used) {
        Phases ket = scratch.amplitudes(number);
        Phases bra = scratch.bra(number);
        if (used) {
            ket.ensure(length + SKEW);
            bra.ensure(length + SKEW);
        }
        copies[number].set(ket, bra);
    }

    /// Lets go of the states.
    void leave() {
        ketInState.leave();
        braInState.leave();
    }

    /// Does the pass on tile number `number`.
    void run(int number) {
        tile = number;
        base = Integer.expand(number, ~pass.mobile());
        Arrays.fill(lanes, 0, pass.laneSlots() * OverlapKernels.SUM_LANES, 0);
        for (int k = 0; k < pass.parts().size(); k++) {
            pass.parts().get(k).apply(this);
        }
        double[] sums = work.sums();
        for (int slot = 0; slot < pass.laneSlots(); slot++) {
            sums[slot * tiles + tile] = Kernels.pairwise(lanes, slot * OverlapKernels.SUM_LANES);
        }
    }

    /// Where the states are read and there are energies, bra is these times ket.
    void relocate(BackwardPart.Relocation relocation) {
        BraKet whole = work.states();
        Optional<double[]> energies = work.energies();
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
        boolean withKet = relocation.fromStates() ? pass.readsKet() : pass.writesKet();
        for (int begin = 0; begin < length; begin += move.length()) {
            if (withKet) {
                move.apply(begin, from.ketRe, from.ketIm, source, to.ketRe, to.ketIm, target);
            }
            move.apply(begin, braRe, braIm, source, to.braRe, to.braIm, target);
        }
        if (weighted) {
            for (int x = 0; x < length; x++) {
                to.braRe[x] *= to.ketRe[x];
                to.braIm[x] *= to.ketIm[x];
            }
        }
    }

    /// Reads ket where it was kept; nothing else does, so a tile that is the whole state stays there.
    void load(BackwardPart.Load load) {
        Statevector kept = Objects.requireNonNull(work.kept().after(load.phase()), "a state that was not kept");
        BraKet here = copies[copy];
        if (length == kept.size()) {
            here.ketRe = kept.re;
            here.ketIm = kept.im;
            return;
        }
        BlockMove move = load.move();
        for (int begin = 0; begin < length; begin += move.length()) {
            move.apply(begin, kept.re, kept.im, base, here.ketRe, here.ketIm, 0);
        }
    }

    /// Whether rotations are undone on ket too.
    boolean undoesKet() {
        return pass.writesKet();
    }

    void goAcross(BackwardPart.Across across) {
        BraKet whole = work.states();
        BraKet here = copies[copy];
        int positions = across.rotation().positions();
        double[] tangents = across.rotation().tangents();
        ketInState.inState(shape, positions, whole.ketRe, whole.ketIm, base);
        braInState.inState(shape, positions, whole.braRe, whole.braIm, base);
        ketInCopy.inCopy(shape, positions, here.ketRe, here.ketIm);
        braInCopy.inCopy(shape, positions, here.braRe, here.braIm);
        RotationsY rotations = RotationsY.chosen();
        if (across.toStates()) {
            if (pass.writesKet()) {
                rotations.rotate(ketInCopy, ketInState, tangents);
            }
            rotations.rotate(braInCopy, braInState, tangents);
        } else {
            if (pass.readsKet()) {
                rotations.rotate(ketInState, ketInCopy, tangents);
            }
            rotations.rotate(braInState, braInCopy, tangents);
        }
    }

    QuadraticPhase.OnTiles phase(BackwardPart.Phase phase) {
        return work.tables().of(phase);
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
        return scratch.work();
    }

    double[] sums() {
        return work.sums();
    }
}
