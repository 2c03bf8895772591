package io.ketstream.optimizer.minimizer;

/// The radius within which Powell's models are trusted: it shrinks from `initial` until the search has converged.
record TrustRadius(double initial) {

    /// The last radius as a share of the initial one, where the tolerance is smaller.
    private static final double SMALLEST_SHARE = 1e-10;

    static TrustRadius of(Options options) {
        return new TrustRadius(options.get("initialTrustRadius", 0.5, 0, 1e6));
    }

    double last(Limits limits) {
        return Math.min(Math.max(limits.tolerance(), SMALLEST_SHARE * initial), initial);
    }
}
