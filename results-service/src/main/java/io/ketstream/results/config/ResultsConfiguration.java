package io.ketstream.results.config;

import io.ketstream.results.deadletter.DeadLetterQueries;
import io.ketstream.results.deadletter.DeadLetterReader;
import io.ketstream.results.deadletter.OriginalTopics;
import io.ketstream.results.deadletter.RedriveLog;
import io.ketstream.results.deadletter.Redrives;
import io.ketstream.results.follow.RunChanges;
import io.ketstream.results.follow.RunFollower;
import io.ketstream.results.kernel.AnsweredMatrices;
import io.ketstream.results.kernel.GramMatrices;
import io.ketstream.results.rebuild.ProjectionRebuilder;
import io.ketstream.results.rebuild.Rebuilds;
import io.ketstream.results.retention.OldEvents;
import io.ketstream.results.retention.Retention;
import io.ketstream.results.run.Runs;
import io.ketstream.support.task.BackgroundTask;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The parts that know nothing of Spring.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ResultsProperties.class)
class ResultsConfiguration {

    private static final Duration RETENTION_PAUSE = Duration.ofHours(1);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RunChanges runChanges() {
        return new RunChanges();
    }

    @Bean
    RunFollower runFollower(Runs runs, RunChanges changes, ResultsProperties properties) {
        return new RunFollower(runs, changes, properties.lookAgain(), properties.silence());
    }

    @Bean
    GramMatrices gramMatrices(AnsweredMatrices answers, Runs runs, Clock clock) {
        return new GramMatrices(answers, runs, clock);
    }

    @Bean
    Rebuilds rebuilds(ProjectionRebuilder rebuilder, Clock clock) {
        return new Rebuilds(rebuilder, clock);
    }

    @Bean
    DeadLetterQueries deadLetterQueries(DeadLetterReader reader, RedriveLog log) {
        return new DeadLetterQueries(reader, log);
    }

    @Bean
    Redrives redrives(DeadLetterQueries letters, OriginalTopics topics, RedriveLog log) {
        return new Redrives(letters, topics, log);
    }

    /// Empty is as good as absent: a variable that a deployment leaves empty.
    @Bean
    @ConditionalOnExpression("!'${ketstream.results.retention:}'.isBlank()")
    BackgroundTask retention(OldEvents old, ResultsProperties properties, Clock clock) {
        Duration retention = Objects.requireNonNull(properties.retention(), "the condition holds");
        return new BackgroundTask("retention", RETENTION_PAUSE, new Retention(old, clock, retention)::apply);
    }
}
