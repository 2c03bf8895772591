package io.ketstream.circuit.decomposition;

import io.ketstream.model.RealVector;

/// A = |C*|, how much assets have to do with each other beside market and noise; 8n² bytes, the largest thing that a
/// decomposition holds (200 MB for 5000 assets).
final class Affinities {

    private final int size;
    private final double[] entries;

    private Affinities(int size) {
        this.size = size;
        this.entries = new double[Math.multiplyExact(size, size)];
    }

    /// C* = Σ λvvᵀ over the groups of the spectrum; where it has none, C − λ₁v₁v₁ᵀ, all but the market.
    static Affinities of(Correlations correlations, Spectrum spectrum) {
        var affinities = new Affinities(correlations.size());
        if (spectrum.groups().isEmpty()) {
            Rows.forEach(affinities.size, i -> affinities.fillFrom(correlations, spectrum.market(), i));
        } else {
            Rows.forEach(affinities.size, i -> affinities.fillFrom(spectrum, i));
        }
        return affinities;
    }

    int size() {
        return size;
    }

    double get(int i, int j) {
        return entries[i * size + j];
    }

    private void fillFrom(Spectrum spectrum, int i) {
        int start = i * size;
        for (Eigenpair group : spectrum.groups()) {
            RealVector vector = group.vector();
            double factor = group.value() * vector.get(i);
            for (int j = 0; j < size; j++) {
                entries[start + j] += factor * vector.get(j);
            }
        }
        for (int j = 0; j < size; j++) {
            entries[start + j] = Math.abs(entries[start + j]);
        }
    }

    private void fillFrom(Correlations correlations, Eigenpair market, int i) {
        RealVector vector = market.vector();
        double factor = market.value() * vector.get(i);
        for (int j = 0; j < size; j++) {
            entries[i * size + j] = Math.abs(correlations.get(i, j) - factor * vector.get(j));
        }
    }
}
