package io.ketstream.results.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.strategy.PeriodReport;
import org.jspecify.annotations.Nullable;

/// Risk that was predicted beside risk that came: means of the periods that tell both, as standard deviations of a
/// year's return.
///
/// @param periods how many
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Comparison(
        long periods,
        @Nullable Double meanPredictedRisk,
        @Nullable Double meanRealisedRisk) {

    static final Comparison NONE = new Comparison(0, null, null);

    Comparison with(PeriodReport period) {
        Double realised = period.realisedRisk();
        if (realised == null) {
            return this;
        }
        return new Comparison(
                periods + 1, mean(meanPredictedRisk, period.predictedRisk()), mean(meanRealisedRisk, realised));
    }

    private double mean(@Nullable Double before, double next) {
        return before == null ? next : before + (next - before) / (periods + 1);
    }
}
