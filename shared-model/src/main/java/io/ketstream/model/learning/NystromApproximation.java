package io.ketstream.model.learning;

import io.ketstream.model.Rules;

/// A kernel by way of some of the rows, the landmarks L, in place of the kernel of each row with
/// each (C. K. I. Williams, M. Seeger, NIPS 13, 682 (2001)): k̃(x, y) = k(x, L) W⁺ k(L, y), with W
/// = k(L, L).
///
/// @param landmarks how many rows of training are drawn for it, by the run's seed; all, where there
///     are not so many
public record NystromApproximation(int landmarks) {

    public static final int MAX_LANDMARKS = 2000;

    public NystromApproximation {
        Rules.within("landmarks", landmarks, 2, MAX_LANDMARKS);
    }
}
