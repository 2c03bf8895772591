package io.ketstream.model.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// How far a market has moved from the one of a strategy's last choice, and what choosing anew could bring; see
/// [Trigger.Drift].
///
/// @param covarianceChange ‖Σ − Σ₀‖/‖Σ₀‖; absent where Σ₀ is not kept any more: then it is measured from now on
/// @param expectedGain of the best portfolio of all assets over the one that is held, within the horizon, as a
///     share of the equity: costs of changing to it taken off, and what it was in the market of the last choice
/// @param cost of changing to it, as a share of the equity
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Assessment(@Nullable Double covarianceChange, double expectedGain, double cost) {

    public boolean triggers(Trigger.Drift drift) {
        return (covarianceChange != null && covarianceChange >= drift.covarianceChange())
                || expectedGain >= drift.leastGain();
    }
}
