package io.ketstream.execution.estimate;

import io.ketstream.simulator.DiagonalEnergies;
import io.ketstream.simulator.PureState;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The conditional value at risk of an energy at level α: the mean of its lowest share α (Barkoutsos et al., arXiv
/// 1907.04769, eq. 6).
///
/// @param value the tail's mean
/// @param standardError of `value`; 0 when exact
record TailMean(double value, double standardError) {

    /// The mean of the lowest ⌈αS⌉ of S sampled energies.
    ///
    /// Its standard error is that of Rockafellar and Uryasev's form CVaR = q − E[(q − E)⁺]/α at the sample
    /// quantile q: √(Var[(q − E)⁺]/S)/α (Hong, Hu and Liu, ACM TOMACS 24(4), 2014, sec. 2).
    static TailMean of(SampledEnergies samples, double alpha, double bound) {
        int[] order = IntStream.range(0, samples.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(samples::energy).thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        long shots = samples.shots();
        // α is decimal text in the run: 0.1·10 must give one shot, not two, whatever the last bit of the product
        long tail = Math.clamp((long) Math.ceil(alpha * shots * (1 - 1e-12)), 1, shots);
        double sum = 0;
        double quantile = samples.energy(order[0]);
        long taken = 0;
        for (int position : order) {
            long now = Math.min(samples.count(position), tail - taken);
            if (now == 0) {
                break;
            }
            quantile = samples.energy(position);
            sum += quantile * now;
            taken += now;
        }
        return new TailMean(sum / tail, standardError(samples, order, alpha, quantile, bound));
    }

    private static double standardError(
            SampledEnergies samples, int[] order, double alpha, double quantile, double bound) {
        long shots = samples.shots();
        if (shots == 1) {
            return bound;
        }
        double first = 0;
        double second = 0;
        for (int position : order) {
            double shortfall = Math.max(0, quantile - samples.energy(position));
            first += shortfall * samples.count(position);
            second += shortfall * shortfall * samples.count(position);
        }
        double variance = Math.max(0, second - first * first / shots) / (shots - 1);
        return Math.sqrt(variance / shots) / alpha;
    }

    /// The mean of the lowest share α of the exact distribution, a state at the border counted in part.
    ///
    /// One pass over the states per distinct bit pattern tried for the quantile: at most 64 steps an
    /// amplitude, no memory.
    static TailMean of(PureState state, DiagonalEnergies energies, double alpha) {
        double total = mass(state, energies, Double.POSITIVE_INFINITY);
        double share = alpha * total;
        double quantile = quantile(state, energies, share);
        double mass = 0;
        double sum = 0;
        for (int b = 0; b < state.size(); b++) {
            double energy = energies.energy(state.basisState(b));
            if (energy < quantile) {
                mass += state.probability(b);
                sum += state.probability(b) * energy;
            }
        }
        return new TailMean((sum + Math.max(0, share - mass) * quantile) / share, 0);
    }

    /// The smallest double q with P(E ≤ q) ≥ share, by bisection over the doubles in their order.
    private static double quantile(PureState state, DiagonalEnergies energies, double share) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int b = 0; b < state.size(); b++) {
            lowest = Math.min(lowest, energies.energy(state.basisState(b)));
            highest = Math.max(highest, energies.energy(state.basisState(b)));
        }
        long low = rank(lowest);
        long high = rank(highest);
        while (low < high) {
            long middle = low + ((high - low) >>> 1);
            if (mass(state, energies, value(middle)) >= share) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return value(low);
    }

    private static double mass(PureState state, DiagonalEnergies energies, double limit) {
        double mass = 0;
        for (int b = 0; b < state.size(); b++) {
            if (energies.energy(state.basisState(b)) <= limit) {
                mass += state.probability(b);
            }
        }
        return mass;
    }

    /// Integers in the order of the doubles; rounding −0 up to 0 changes no comparison.
    private static long rank(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }

    private static double value(long rank) {
        return Double.longBitsToDouble(rank >= 0 ? rank : Long.MIN_VALUE - rank);
    }
}
