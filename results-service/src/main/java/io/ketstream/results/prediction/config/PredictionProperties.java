package io.ketstream.results.prediction.config;

import io.ketstream.model.Rules;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What can be set of predictions: `ketstream.results.prediction.*`.
///
/// @param timeout how long the answers of execution-service are waited for
/// @param concurrent predictions at once in this instance; others are told to come again
@ConfigurationProperties("ketstream.results.prediction")
public record PredictionProperties(
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("4") int concurrent) {

    public PredictionProperties {
        Rules.within("ketstream.results.prediction.timeout in ms", timeout.toMillis(), 100, 600_000);
        Rules.within("ketstream.results.prediction.concurrent", concurrent, 1, 64);
    }
}
