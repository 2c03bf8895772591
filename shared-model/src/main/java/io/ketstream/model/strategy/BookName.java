package io.ketstream.model.strategy;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The portfolios that a strategy keeps books of, all with the same capital, prices and costs.
public enum BookName {
    /// The strategy itself: what its runs select, with the weights that they set.
    @JsonProperty("strategy")
    STRATEGY,
    /// The same selections with equal weights.
    @JsonProperty("equalWeight")
    EQUAL_WEIGHT,
    /// The least risk of all assets, by classical optimisation.
    @JsonProperty("minimumVariance")
    MINIMUM_VARIANCE,
    /// The best objective of all assets, by classical optimisation.
    @JsonProperty("meanVariance")
    MEAN_VARIANCE,
    /// All assets in equal parts, bought once.
    @JsonProperty("buyAndHold")
    BUY_AND_HOLD
}
