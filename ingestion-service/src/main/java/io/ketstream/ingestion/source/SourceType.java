package io.ketstream.ingestion.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// The services that market data can come from.
public enum SourceType {
    /// Daily closes, asked for from time to time, with a key.
    @JsonProperty("tiingo")
    TIINGO,
    /// Trades, followed as they happen.
    @JsonProperty("binance")
    BINANCE;

    /// As it is written in requests, ticks and metrics.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
