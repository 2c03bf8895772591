package io.ketstream.results.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Sense;
import io.ketstream.model.execution.SampleSummary;
import io.ketstream.model.run.Controls;
import org.jspecify.annotations.Nullable;

/// How likely the optimum is, in one sample of the circuit at the best parameters and in one uniform random feasible
/// sample. On small problems finding the optimum is luck that random sampling has too; the ratio tells.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Optimum(double probability, @Nullable Double uniformProbability) {

    /// `samples` hold internal energies, the exact control the user's objective.
    static Optimum of(SampleSummary samples, Controls.Exact exact, Sense sense) {
        double energy = sense.flip(exact.objective());
        var lowest = samples.lowestLevels().isEmpty()
                ? samples.lowest()
                : samples.lowestLevels().getFirst();
        double scale = Math.max(Math.abs(samples.mean()), Math.max(Math.abs(energy), Math.abs(lowest.energy())));
        boolean found = Math.abs(lowest.energy() - energy) <= Verdict.SAMPLED_TOLERANCE * scale;
        return new Optimum(found ? lowest.probability() : 0, exact.optimalShare());
    }
}
