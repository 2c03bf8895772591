package io.ketstream.simulator;

/// An exact expectation ⟨H⟩ with the variance ⟨H²⟩ − ⟨H⟩² of a single measurement of H.
public record Estimate(double expectation, double variance) {}
