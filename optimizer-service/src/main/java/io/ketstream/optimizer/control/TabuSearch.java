package io.ketstream.optimizer.control;

import java.util.Arrays;
import org.apache.commons.math3.random.MersenneTwister;

/// Iterated tabu search (F. Glover, ORSA J. Comput. 1, 190 (1989); for binary quadratic problems G. Palubeckis,
/// Informatica 17, 279 (2006)): the best move that is not tabu, even uphill; a moved spin rests for a while.
///
/// A move flips one spin, or under a cardinality swaps a selected one with another: the best pair among the
/// [#CANDIDATES] best to leave and to enter. Under other rules it is the best flip or swap that they permit.
/// Every move counts as one evaluation.
final class TabuSearch {

    private static final int CANDIDATES = 12;

    private final SpinModel model;
    private final Feasible feasible;
    private final SelectionMoves moves;
    private final boolean flips;
    private final boolean swaps;
    private final MersenneTwister random;
    private final int size;
    private final long[] restsUntil;
    private byte[] best = new byte[0];
    private double bestEnergy = Double.POSITIVE_INFINITY;
    private long evaluations;

    private TabuSearch(SpinModel model, Feasible feasible, long seed) {
        this.model = model;
        this.feasible = feasible;
        this.moves = new SelectionMoves(model, feasible);
        this.flips = feasible.isEverything();
        this.swaps = feasible.cardinality().isPresent();
        this.random = new MersenneTwister(seed);
        this.size = model.size();
        this.restsUntil = new long[size];
    }

    static SpinOptimum run(SpinModel model, Feasible feasible, long evaluations, long seed) {
        var search = new TabuSearch(model, feasible, seed);
        do {
            search.start(evaluations);
        } while (search.evaluations < evaluations);
        double exact = model.energy(search.best);
        return new SpinOptimum(exact, search.best, -1, Double.NEGATIVE_INFINITY, search.evaluations);
    }

    private void start(long budget) {
        byte[] spins = nextStart();
        double[] local = model.localFields(spins);
        double energy = model.energy(spins);
        Arrays.fill(restsUntil, 0);
        evaluations++;
        remember(spins, energy);
        double startBest = energy;
        long patience = Math.max(200, 20L * size);
        for (long quiet = 0; quiet < patience && evaluations < budget; quiet++) {
            double after = flips
                    ? flip(spins, local, energy)
                    : swaps ? swap(spins, local, energy) : permitted(spins, local, energy);
            if (Double.isNaN(after)) {
                return;
            }
            energy = after;
            evaluations++;
            if (energy < startBest - model.tolerance()) {
                startBest = energy;
                quiet = 0;
            }
            remember(spins, energy);
        }
    }

    /// Mostly the best assignment with a random part of it redrawn (iterated tabu search), else a fresh one.
    private byte[] nextStart() {
        if (best.length == 0 || random.nextInt(4) == 0) {
            return feasible.draw(random);
        }
        byte[] spins = best.clone();
        int moves = 1 + random.nextInt(Math.max(1, size / 3));
        for (int move = 0; move < moves; move++) {
            disturb(spins);
        }
        return spins;
    }

    private void disturb(byte[] spins) {
        int i = random.nextInt(size);
        if (flips) {
            spins[i] = (byte) -spins[i];
            return;
        }
        int j = random.nextInt(size);
        if (!swaps) {
            int[] counts = feasible.counts(spins);
            if (i == j) {
                if (feasible.permitsFlip(i, spins[i], counts)) {
                    spins[i] = (byte) -spins[i];
                }
                return;
            }
            if (spins[i] != spins[j] && !feasible.permitsSwap(spins[i] < 0 ? i : j, spins[i] < 0 ? j : i, counts)) {
                return;
            }
        }
        byte swapped = spins[i];
        spins[i] = spins[j];
        spins[j] = swapped;
    }

    /// The energy after the best flip or swap that the rules permit and that moves no resting spin, or, where there
    /// is none, NaN.
    private double permitted(byte[] spins, double[] local, double energy) {
        SelectionMoves.Move move = moves.best(spins, local, candidate -> isFree(candidate, energy));
        if (move == null) {
            return Double.NaN;
        }
        moves.make(move, spins, local);
        rest(move.first());
        if (move.second() != move.first()) {
            rest(move.second());
        }
        return energy + move.change();
    }

    /// Whether neither spin rests, or the move would lead below all that was seen.
    private boolean isFree(SelectionMoves.Move move, double energy) {
        return (restsUntil[move.first()] <= evaluations && restsUntil[move.second()] <= evaluations)
                || energy + move.change() < bestEnergy - model.tolerance();
    }

    private double flip(byte[] spins, double[] local, double energy) {
        int move = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            double change = -2 * spins[i] * local[i];
            boolean allowed = restsUntil[i] <= evaluations || energy + change < bestEnergy - model.tolerance();
            if (allowed && change < least) {
                least = change;
                move = i;
            }
        }
        if (move < 0) {
            move = random.nextInt(size);
            least = -2 * spins[move] * local[move];
        }
        model.flip(move, spins, local);
        rest(move);
        return energy + least;
    }

    /// The energy after the swap, or NaN when there is nothing to swap.
    private double swap(byte[] spins, double[] local, double energy) {
        int[] out = candidates(spins, local, (byte) -1);
        int[] in = candidates(spins, local, (byte) 1);
        int bestOut = -1;
        int bestIn = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i : out) {
            for (int j : in) {
                double change = model.swapChange(i, j, spins, local);
                if (change < least) {
                    least = change;
                    bestOut = i;
                    bestIn = j;
                }
            }
        }
        if (bestOut < 0) {
            return Double.NaN;
        }
        model.flip(bestOut, spins, local);
        model.flip(bestIn, spins, local);
        rest(bestOut);
        rest(bestIn);
        return energy + least;
    }

    /// The spins of a value whose flip costs least, resting ones only when there are no others.
    private int[] candidates(byte[] spins, double[] local, byte value) {
        int[] chosen = new int[CANDIDATES];
        double[] costs = new double[CANDIDATES];
        int found = 0;
        for (int pass = 0; pass < 2 && found == 0; pass++) {
            for (int i = 0; i < size; i++) {
                if (spins[i] != value || (pass == 0 && restsUntil[i] > evaluations)) {
                    continue;
                }
                double cost = -2 * spins[i] * local[i];
                int at = Math.min(found, CANDIDATES);
                while (at > 0 && costs[at - 1] > cost) {
                    at--;
                }
                if (at < CANDIDATES) {
                    int last = Math.min(found, CANDIDATES - 1);
                    System.arraycopy(chosen, at, chosen, at + 1, last - at);
                    System.arraycopy(costs, at, costs, at + 1, last - at);
                    chosen[at] = i;
                    costs[at] = cost;
                    found = Math.min(found + 1, CANDIDATES);
                }
            }
        }
        return Arrays.copyOf(chosen, found);
    }

    private void rest(int spin) {
        int tenure = Math.min(20, Math.max(1, size / 4));
        restsUntil[spin] = evaluations + 1 + tenure + random.nextInt(Math.min(10, tenure) + 1);
    }

    private void remember(byte[] spins, double energy) {
        if (energy < bestEnergy) {
            bestEnergy = energy;
            best = spins.clone();
        }
    }
}
