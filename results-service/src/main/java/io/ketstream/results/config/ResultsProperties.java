package io.ketstream.results.config;

import io.ketstream.model.Rules;
import io.ketstream.model.event.Topics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What can be set of this service: `ketstream.results.*`.
///
/// @param consumers threads that read topics, at most as many as a topic has partitions are of use
/// @param lookAgain how often a followed run is looked at when nothing was heard of it; it bounds the delay of a run
///     that another instance projects
/// @param silence after how long without news a comment keeps a stream of events open
/// @param retention how long a run is kept after its end, and a strategy after it was stopped; absent: for ever.
///     Longer than topics keep records, so that nothing forgotten is ever read again
@ConfigurationProperties("ketstream.results")
public record ResultsProperties(
        @DefaultValue("2") int consumers,
        @DefaultValue("500ms") Duration lookAgain,
        @DefaultValue("15s") Duration silence,
        @Nullable Duration retention) {

    private static final long SHORTEST_DAYS = Topics.all().stream()
                    .mapToLong(topic -> topic.retention().toDays())
                    .max()
                    .orElse(0)
            + 1;
    private static final long LONGEST_DAYS = 36_525;

    public ResultsProperties {
        Rules.within("ketstream.results.consumers", consumers, 1, 64);
        Rules.within("ketstream.results.look-again in ms", lookAgain.toMillis(), 10, 60_000);
        Rules.within("ketstream.results.silence in ms", silence.toMillis(), 100, 600_000);
        if (retention != null) {
            Rules.within("ketstream.results.retention in days", retention.toDays(), SHORTEST_DAYS, LONGEST_DAYS);
        }
    }
}
