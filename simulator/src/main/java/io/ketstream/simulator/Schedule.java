package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The steps of a circuit in passes over the state. A pass has some *mobile* qubits and goes tile by tile, a tile being
/// the amplitudes that agree on all other qubits; the tile stays in cache while all steps of the pass are applied, so
/// memory is read and written once for all of them.
///
/// A step fits a pass when the qubits that it flips are mobile; phases and controls may be on any qubit. Steps are
/// taken in order, and one that does not fit holds back all later ones on its qubits; the others commute with it and
/// pass. So the layers of QAOA overlap: the mixer on the high qubits, the next phase and the next mixer on the high
/// qubits make one pass, then the same on the low qubits, and p layers take p + 1 passes.
///
/// Derived from the steps alone. Linear in steps times passes.
final class Schedule {

    /// Each phase of a pass has tables of its own; more of them than this make the next pass.
    private static final int MOST_PHASES = 64;

    /// Up to so many qubits all are mobile: 1 MiB of state. Tiles would bring it nearer to the processor, but take many
    /// passes where amplitudes change places between layers, and this is too little work for more than one thread.
    static final int WHOLE = 16;

    /// 256 KiB of state.
    private static final int USUAL_TILE = 14;

    /// Two kinds of tile that cover all qubits leave 2^8 neighbours: a page of memory is read as one.
    private static final int COMMON_RUN = 8;

    /// 2^3 tiles at least, for threads.
    private static final int TILES_QUBITS = 3;

    /// Tiles hold runs of 2^4 neighbours, two cache lines of each part, so that memory is read in whole lines.
    static final int SHORTEST_RUN = 4;

    /// Longer ones cost fewer instructions to copy; beyond 2^6 it is the bytes.
    private static final int LONGEST_RUN = 6;

    /// The steps `steps` (indices, in order of application) on tiles of the qubits of `mobile`.
    record Pass(int mobile, List<Integer> steps) {}

    private final int qubits;
    private final List<Pass> passes;
    private final KeptByKind kept = new KeptByKind();

    private Schedule(int qubits, List<Pass> passes) {
        this.qubits = qubits;
        this.passes = List.copyOf(passes);
    }

    static Schedule of(int qubits, List<Step> steps) {
        return of(qubits, tileQubits(qubits), steps);
    }

    /// So large that runs are long when two kinds of tile cover all qubits: 2·tile ≥ n + run. That a
    /// tile of many qubits does not fit a second-level cache matters less: it is gone through three
    /// times in a pass (see [PassBlocks]).
    static int tileQubits(int qubits) {
        return qubits <= WHOLE ? qubits : partQubits(qubits);
    }

    /// Likewise where the tiles of smaller states are to be shared by threads.
    static int partQubits(int qubits) {
        int forRuns = (qubits + COMMON_RUN + 1) / 2;
        return Math.min(qubits - TILES_QUBITS, Math.max(USUAL_TILE, forRuns));
    }

    /// As long as two kinds of tile cover all qubits.
    private static int runQubits(int qubits, int tileQubits) {
        return Math.clamp(2 * tileQubits - qubits, SHORTEST_RUN, LONGEST_RUN);
    }

    static Schedule of(int qubits, int tileQubits, List<Step> steps) {
        var passes = new ArrayList<Pass>();
        var remaining = new ArrayList<Integer>(steps.size());
        for (int k = 0; k < steps.size(); k++) {
            remaining.add(k);
        }
        while (!remaining.isEmpty()) {
            passes.add(takePass(qubits, tileQubits, steps, remaining));
        }
        return new Schedule(qubits, passes);
    }

    int numberOfQubits() {
        return qubits;
    }

    List<Pass> passes() {
        return passes;
    }

    /// What is the same whatever the parameters, made when it is first asked for; one of each `kind`.
    <T> T kept(Class<T> kind, Supplier<T> make) {
        return kept.of(kind, make);
    }

    /// Moves what fits the next pass out of `remaining`.
    private static Pass takePass(int qubits, int tileQubits, List<Step> steps, List<Integer> remaining) {
        int all = (1 << qubits) - 1;
        int run = runQubits(qubits, tileQubits);
        int mobile = (1 << Math.min(run, tileQubits - 2 > 0 ? tileQubits - 2 : tileQubits)) - 1;
        int heldBack = 0;
        var taken = new ArrayList<Integer>();
        var left = new ArrayList<Integer>();
        int phases = 0;
        for (int k = 0; k < remaining.size(); k++) {
            Step step = steps.get(remaining.get(k));
            phases += step instanceof DiagonalStep ? 1 : 0;
            if (heldBack == all || phases > MOST_PHASES) {
                left.addAll(remaining.subList(k, remaining.size()));
                break;
            }
            if ((step.touched() & heldBack) == 0 && Integer.bitCount(mobile | step.flipped()) <= tileQubits) {
                mobile |= step.flipped();
                taken.add(remaining.get(k));
            } else {
                heldBack |= step.touched();
                left.add(remaining.get(k));
            }
        }
        remaining.clear();
        remaining.addAll(left);
        return new Pass(filled(mobile, tileQubits), taken);
    }

    /// The qubits of a tile that has runs and, of `wanted`, the lowest ones that it has room for.
    static int mobile(int wanted, int tileQubits) {
        int mobile = (1 << Math.min(SHORTEST_RUN, tileQubits)) - 1;
        for (int rest = wanted; rest != 0 && Integer.bitCount(mobile) < tileQubits; rest &= rest - 1) {
            mobile |= Integer.lowestOneBit(rest);
        }
        return filled(mobile, tileQubits);
    }

    private static int filled(int mobile, int tileQubits) {
        int filled = mobile;
        while (Integer.bitCount(filled) < tileQubits) {
            filled |= Integer.lowestOneBit(~filled);
        }
        return filled;
    }
}
