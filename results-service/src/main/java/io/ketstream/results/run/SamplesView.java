package io.ketstream.results.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Sense;
import io.ketstream.model.execution.SampleSummary;
import io.ketstream.model.execution.SampledState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Samples of the circuit at the best parameters.
///
/// @param meanObjective in the user's own sense, like every `objective` here; `energy` is the internal, minimised one
/// @param mostProbable the most frequent states
/// @param best the best distinct objectives, each with the probability of all its states and its most frequent one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SamplesView(
        int shots,
        @Nullable Double meanObjective,
        @Nullable Double standardError,
        List<State> mostProbable,
        List<State> best) {

    /// `bitString` has qubit 0 rightmost.
    public record State(String bitString, double probability, double energy, double objective) {

        private static State of(SampledState state, Sense sense) {
            return new State(state.bitString(), state.probability(), state.energy(), sense.flip(state.energy()));
        }
    }

    /// Empty until the run has ended, and where its samples have no energy.
    public static SamplesView of(@Nullable SampleSummary samples, Sense sense) {
        if (samples == null) {
            return new SamplesView(0, null, null, List.of(), List.of());
        }
        return new SamplesView(
                samples.shots(),
                sense.flip(samples.mean()),
                samples.standardError(),
                samples.mostProbable().stream()
                        .map(state -> State.of(state, sense))
                        .toList(),
                samples.lowestLevels().stream()
                        .map(state -> State.of(state, sense))
                        .toList());
    }
}
