package io.ketstream.results.config;

import io.ketstream.model.Rules;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What can be set of this service: `ketstream.results.*`.
///
/// @param consumers threads that read topics, at most as many as a topic has partitions are of use
/// @param lookAgain how often a followed run is looked at when nothing was heard of it; it bounds the delay of a run
///     that another instance projects
/// @param silence after how long without news a comment keeps a stream of events open
@ConfigurationProperties("ketstream.results")
public record ResultsProperties(
        @DefaultValue("2") int consumers,
        @DefaultValue("500ms") Duration lookAgain,
        @DefaultValue("15s") Duration silence) {

    public ResultsProperties {
        Rules.within("ketstream.results.consumers", consumers, 1, 64);
        Rules.within("ketstream.results.look-again in ms", lookAgain.toMillis(), 10, 60_000);
        Rules.within("ketstream.results.silence in ms", silence.toMillis(), 100, 600_000);
    }
}
