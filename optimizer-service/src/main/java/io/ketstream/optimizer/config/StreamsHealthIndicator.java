package io.ketstream.optimizer.config;

import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/// Up while all partitions of this instance are processed: every stream thread is alive, none restores.
final class StreamsHealthIndicator extends AbstractHealthIndicator {

    private final StreamsBuilderFactoryBean factory;
    private final int threads;

    StreamsHealthIndicator(StreamsBuilderFactoryBean factory, int threads) {
        super("Kafka Streams does not answer");
        this.factory = factory;
        this.threads = threads;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        KafkaStreams streams = factory.getKafkaStreams();
        if (streams == null) {
            builder.down().withDetail("state", "NOT_STARTED");
            return;
        }
        KafkaStreams.State state = streams.state();
        long alive = streams.metadataForLocalThreads().stream()
                .filter(thread -> !thread.threadState().equals("DEAD"))
                .count();
        boolean up = state == KafkaStreams.State.RUNNING && alive >= threads;
        (up ? builder.up() : builder.down()).withDetail("state", state).withDetail("threads", alive);
    }
}
