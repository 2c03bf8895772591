package io.ketstream.model;

/// What the user wants of an objective. Inside, energies are always minimised: energy = objective or −objective.
public enum Sense {
    MINIMIZE,
    MAXIMIZE;

    /// The user's objective of an internal energy, and the other way round.
    public double flip(double value) {
        // 0.0 - value keeps a zero positive
        return this == MINIMIZE ? value : 0.0 - value;
    }
}
