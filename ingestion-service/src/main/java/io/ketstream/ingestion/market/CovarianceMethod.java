package io.ketstream.ingestion.market;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a covariance is estimated from returns.
public enum CovarianceMethod {
    /// Σ (r−m)(r−m)ᵀ / (T − 1)
    @JsonProperty("sample")
    SAMPLE,
    /// Shrunk towards a multiple of the identity (Ledoit and Wolf 2004).
    @JsonProperty("ledoit-wolf")
    LEDOIT_WOLF,
    /// Exponentially weighted, about the mean of the same weights: a return counts λ times as much as the next.
    @JsonProperty("ewma")
    EWMA
}
