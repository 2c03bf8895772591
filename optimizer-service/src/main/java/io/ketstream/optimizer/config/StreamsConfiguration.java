package io.ketstream.optimizer.config;

import io.ketstream.optimizer.controls.ControlBudgets;
import io.ketstream.optimizer.controls.ControlPool;
import io.ketstream.optimizer.loop.AlgorithmBudget;
import io.ketstream.optimizer.loop.streams.AdvanceAnnouncer;
import io.ketstream.optimizer.loop.streams.DeadLetterHandler;
import io.ketstream.optimizer.loop.streams.JournalMemory;
import io.ketstream.optimizer.loop.streams.LoopMetrics;
import io.ketstream.optimizer.loop.streams.LoopServices;
import io.ketstream.optimizer.loop.streams.LoopTopology;
import io.ketstream.optimizer.loop.streams.ThreadReplacement;
import io.ketstream.optimizer.strategy.streams.StrategyServices;
import io.ketstream.optimizer.strategy.streams.StrategyTopology;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.trace.RunTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import org.springframework.kafka.core.ProducerFactory;

/// The loop on Kafka Streams, with the settings it depends on.
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
class StreamsConfiguration {

    @Bean(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    KafkaStreamsConfiguration streamsSettings(
            KafkaProperties kafka, KafkaConnectionDetails connection, OptimizerProperties optimizer) {
        Map<String, Object> settings = new HashMap<>(kafka.buildStreamsProperties());
        settings.putAll(settings(optimizer));
        settings.put(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getStreams().getBootstrapServers());
        return new KafkaStreamsConfiguration(settings);
    }

    /// At least once: with exactly once an iteration takes a transaction, a hundred times as long.
    static Map<String, Object> settings(OptimizerProperties optimizer) {
        var settings = new HashMap<String, Object>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, optimizer.applicationId());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, optimizer.stateDirectory().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, optimizer.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, optimizer.standbyReplicas());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, optimizer.changelogReplication());
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                optimizer.commitInterval().toMillis());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // the order between topics does not matter, so none waits for another
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        settings.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailProcessingExceptionHandler.class);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, JournalMemory.class);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), optimizer.instanceId());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int)
                optimizer.sessionTimeout().toMillis());
        settings.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                (int) optimizer.sessionTimeout().toMillis() / 4);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        settings.put(StreamsConfig.topicPrefix(TopicConfig.CLEANUP_POLICY_CONFIG), TopicConfig.CLEANUP_POLICY_COMPACT);
        return settings;
    }

    @Bean
    AlgorithmBudget algorithmBudget(OptimizerProperties optimizer) {
        return new AlgorithmBudget(optimizer.loopSettings());
    }

    @Bean
    LoopServices.ControlDesk controlDesk(OptimizerProperties optimizer) {
        return new ControlPool(
                optimizer.controlThreads(),
                new ControlBudgets(
                        optimizer.controlNodes(), optimizer.controlSamples(), optimizer.heuristicEvaluations()));
    }

    @Bean
    AdvanceAnnouncer advanceAnnouncer(ProducerFactory<?, ?> producers, EventCodec codec) {
        return new AdvanceAnnouncer(producers.getConfigurationProperties(), codec, InstantSource.system());
    }

    @Bean
    LoopServices loopServices(
            EventCodec codec,
            OptimizerProperties optimizer,
            AlgorithmBudget budget,
            LoopServices.Fetcher fetcher,
            LoopServices.ControlDesk controls,
            AdvanceAnnouncer announcer,
            MeterRegistry registry,
            RunTraces traces) {
        return new LoopServices(
                codec,
                optimizer.loopSettings(),
                budget,
                fetcher,
                controls,
                announcer,
                new LoopMetrics(registry, budget),
                traces);
    }

    @Bean
    ExecutorService assessmentThread() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "assessments");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Bean
    StrategyServices strategyServices(
            EventCodec codec,
            LoopServices.Fetcher fetcher,
            @Qualifier("assessmentThread") ExecutorService assessments,
            MeterRegistry registry) {
        return new StrategyServices(codec, fetcher, assessments, registry);
    }

    @Bean
    StreamsBuilderFactoryBeanConfigurer loopOnStreams(
            LoopServices services, StrategyServices strategies, OptimizerProperties optimizer) {
        return factory -> {
            factory.setInfrastructureCustomizer(new KafkaStreamsInfrastructureCustomizer() {
                @Override
                public void configureTopology(Topology topology) {
                    LoopTopology.addTo(topology, services);
                    StrategyTopology.addTo(topology, strategies);
                }
            });
            factory.setStreamsUncaughtExceptionHandler(new ThreadReplacement());
            factory.setCloseTimeout((int) optimizer.closeTimeout().toSeconds());
        };
    }

    @Bean
    StreamsHealthIndicator streamsHealthIndicator(StreamsBuilderFactoryBean factory, OptimizerProperties optimizer) {
        return new StreamsHealthIndicator(factory, optimizer.threads());
    }
}
