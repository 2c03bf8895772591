package io.ketstream.model.run;

/// The weights on the assets that a run selected, beside what classical methods do without it.
///
/// @param allocation mean-variance optimal weights on the selection, within its bounds of weights
/// @param equalWeight the same selection with equal weights
/// @param minimumVariance the least risk of all assets but forbidden ones, within the same bounds above
/// @param meanVariance the best objective of all assets but forbidden ones, within the same bounds above:
///     what a selection of fewer assets cannot be better than
public record Portfolio(
        Allocation allocation, Allocation equalWeight, Allocation minimumVariance, Allocation meanVariance) {}
