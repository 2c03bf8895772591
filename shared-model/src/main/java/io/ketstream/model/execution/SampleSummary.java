package io.ketstream.model.execution;

import java.util.List;

/// What the samples of one parameter vector look like, for a diagonal observable; a small record whatever the shots.
///
/// @param shots how many samples were drawn
/// @param mean mean energy of the exact distribution where the backend has it, else of the samples
/// @param standardError standard error of `mean`; 0 when exact
/// @param lowest the sample with the lowest energy; ties: the smallest index
/// @param mostProbable the most frequent states, at most 64, by falling frequency, then index
/// @param lowestLevels the lowest distinct energies among the samples, at most 16, ascending; `probability` is the
///     relative frequency of the whole level, `bitString` its most frequent state. Energies within 1e-9 relative are
/// one level.
public record SampleSummary(
        int shots,
        double mean,
        double standardError,
        SampledState lowest,
        List<SampledState> mostProbable,
        List<SampledState> lowestLevels) {

    public SampleSummary {
        mostProbable = List.copyOf(mostProbable);
        lowestLevels = List.copyOf(lowestLevels);
    }
}
