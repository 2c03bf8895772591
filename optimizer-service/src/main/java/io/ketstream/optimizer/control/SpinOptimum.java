package io.ketstream.optimizer.control;

/// What a search over spins ended with.
final class SpinOptimum {

    private final double energy;
    private final byte[] spins;
    private final double count;
    private final double bound;
    private final long nodes;

    SpinOptimum(double energy, byte[] spins, double count, double bound, long nodes) {
        this.energy = energy;
        this.spins = spins;
        this.count = count;
        this.bound = bound;
        this.nodes = nodes;
    }

    /// Of [#spins], the lowest found.
    double energy() {
        return energy;
    }

    byte[] spins() {
        return spins;
    }

    /// Assignments met at that energy; negative when not all were looked for.
    double count() {
        return count;
    }

    /// No assignment lies below; equal to [#energy] when that is proven.
    double bound() {
        return bound;
    }

    long nodes() {
        return nodes;
    }

    boolean proven(double tolerance) {
        return bound >= energy - tolerance;
    }
}
