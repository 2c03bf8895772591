package io.ketstream.circuit.decomposition;

import java.util.List;

/// What random-matrix theory tells apart in the correlations of n assets, estimated from T observations (L. Laloux et
/// al., Phys. Rev. Lett. 83, 1467 (1999)): the market λ₁, groups λ₊ ≤ λ < λ₁, and noise below
/// λ₊ = σ²(1 + √(n/T))² with σ² = 1 − λ₁/n, where the eigenvalues of uncorrelated returns end (Marchenko and Pastur).
///
/// @param upperEdge λ₊
/// @param groups the largest value first; empty where nothing lies between, or so much ([#MOST_GROUPS]) that there is
///     no noise to speak of
record Spectrum(Eigenpair market, double upperEdge, List<Eigenpair> groups) {

    /// So many factors of the correlations no market has; beyond, finding them one by one would take n³.
    static final int MOST_GROUPS = 256;

    /// Relative to λ₁: what rounding makes of an eigenvalue that is 0.
    private static final double ROUNDING = 1e-12;

    static Spectrum of(Correlations correlations, int observations) {
        int assets = correlations.size();
        Eigenpair market = Lanczos.first(correlations);
        double rest = Math.max(0, 1 - market.value() / assets);
        double root = 1 + Math.sqrt((double) assets / observations);
        double edge = rest * root * root;
        double threshold = Math.max(edge, ROUNDING * market.value());
        if (threshold > market.value()) {
            return new Spectrum(market, edge, List.of());
        }
        List<Eigenpair> groups = Lanczos.above(correlations, market, threshold, MOST_GROUPS);
        return new Spectrum(market, edge, groups.size() <= MOST_GROUPS ? groups : List.of());
    }
}
