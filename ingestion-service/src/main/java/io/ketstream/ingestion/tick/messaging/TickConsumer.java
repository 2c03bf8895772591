package io.ketstream.ingestion.tick.messaging;

import io.ketstream.ingestion.tick.BarRules;
import io.ketstream.ingestion.tick.BarStore;
import io.ketstream.ingestion.tick.PartitionTakenException;
import io.ketstream.ingestion.tick.SequenceBudget;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.kafka.DeadLetterSender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps ticks being read. A failure ends the consumer, and after a pause another begins as after a restart: there is
/// one way to recover.
@Component("ticks")
class TickConsumer implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(TickConsumer.class);
    private static final String GROUP = "ingestion-service-ticks";
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 5000;
    private static final long STOP_SECONDS = 20;
    private static final int SESSION_MILLIS = 10_000;
    private static final int RECORDS_A_POLL = 2000;

    private final BarStore store;
    private final BarRules rules;
    private final EventCodec codec;
    private final DeadLetterSender deadLetters;
    private final MeterRegistry meters;
    private final TickMetrics metrics;
    private final Clock clock;
    private final Map<String, Object> consumerSettings;
    private volatile @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private volatile boolean failing;

    TickConsumer(
            BarStore store,
            BarRules rules,
            EventCodec codec,
            DeadLetterSender deadLetters,
            MeterRegistry meters,
            Clock clock,
            KafkaProperties kafka,
            KafkaConnectionDetails connection) {
        this.store = store;
        this.rules = rules;
        this.codec = codec;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.metrics = new TickMetrics(meters);
        this.clock = clock;
        this.consumerSettings = kafka.buildConsumerProperties();
        consumerSettings.putAll(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                connection.getConsumer().getBootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                GROUP,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MILLIS,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                RECORDS_A_POLL,
                // who keeps a partition keeps its open bars
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName()));
    }

    @Override
    public void start() {
        Thread reader = Thread.ofPlatform().name("ticks").unstarted(this::run);
        // run() ends when there is no thread: it must be there before it starts
        thread = reader;
        reader.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        thread = null;
        // a pause ends; a reader finishes what it is at
        if (reading == null) {
            running.interrupt();
        }
        try {
            running.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public Health health() {
        Thread running = thread;
        boolean alive = running != null && running.isAlive() && !failing;
        return (alive ? Health.up() : Health.down()).build();
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (isRunning()) {
            long begun = System.nanoTime();
            try {
                read();
            } catch (PartitionTakenException e) {
                log.atInfo().addKeyValue("reason", e.getMessage()).log("ticks are read again from where it left them");
            } catch (RuntimeException e) {
                failing = true;
                if (System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(LONGEST_PAUSE_MILLIS)) {
                    pause = FIRST_PAUSE_MILLIS;
                }
                log.atWarn().addKeyValue("retryMillis", pause).setCause(e).log("ticks could not be read");
            }
            try {
                if (isRunning()) {
                    Thread.sleep(pause);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private void read() {
        try (var consumer = new KafkaConsumer<>(
                        consumerSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var clientMetrics = new KafkaClientMetrics(consumer)) {
            clientMetrics.bindTo(meters);
            reading = consumer;
            var reader = new TickReader(
                    consumer, store, rules, new SequenceBudget(rules.remembered()), codec, deadLetters, metrics, clock);
            reader.subscribe();
            while (isRunning()) {
                reader.read();
                failing = false;
            }
        } finally {
            reading = null;
        }
    }
}
