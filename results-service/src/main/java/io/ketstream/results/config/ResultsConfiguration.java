package io.ketstream.results.config;

import io.ketstream.results.follow.RunChanges;
import io.ketstream.results.follow.RunFollower;
import io.ketstream.results.rebuild.ProjectionRebuilder;
import io.ketstream.results.rebuild.Rebuilds;
import io.ketstream.results.run.Runs;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The parts that know nothing of Spring.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ResultsProperties.class)
class ResultsConfiguration {

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
    Rebuilds rebuilds(ProjectionRebuilder rebuilder, Clock clock) {
        return new Rebuilds(rebuilder, clock);
    }
}
