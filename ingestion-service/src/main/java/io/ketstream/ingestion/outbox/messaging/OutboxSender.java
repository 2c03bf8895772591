package io.ketstream.ingestion.outbox.messaging;

import io.ketstream.ingestion.outbox.Outbox;
import io.ketstream.ingestion.outbox.OutboxMessage;
import io.ketstream.support.event.EventCodec;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/// Sends what is in the outbox: at once after a commit, and every half second whatever an earlier failure left.
@Component("outbox")
class OutboxSender implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(OutboxSender.class);
    private static final int BATCH = 100;
    private static final long POLL_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long SEND_SECONDS = 30;

    private final Outbox outbox;
    private final EventCodec codec;
    private final KafkaTemplate<String, byte[]> kafka;
    private final Semaphore added = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private volatile boolean failing;

    /// What keeps its order in a batch.
    private record Lane(String topic, String key) {}

    OutboxSender(Outbox outbox, EventCodec codec, KafkaTemplate<String, byte[]> kafka) {
        this.outbox = outbox;
        this.codec = codec;
        this.kafka = kafka;
        outbox.onAdded(added::release);
    }

    @Override
    public void start() {
        Thread sender = Thread.ofVirtual().name("outbox").unstarted(this::run);
        // run() ends when there is no thread: it must be there before it starts
        thread = sender;
        sender.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        thread = null;
        running.interrupt();
        try {
            running.join(TimeUnit.SECONDS.toMillis(SEND_SECONDS));
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
        long pause = POLL_MILLIS;
        while (isRunning()) {
            try {
                int sent;
                do {
                    sent = outbox.sendOldest(BATCH, this::send);
                } while (sent == BATCH && isRunning());
                failing = false;
                pause = POLL_MILLIS;
            } catch (RuntimeException e) {
                if (isRunning()) {
                    failing = true;
                    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                    log.atWarn().addKeyValue("retryMillis", pause).setCause(e).log("outbox could not be sent");
                }
            }
            try {
                if (added.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
                    added.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// A message is sent when the one before it with its key is safe. One that fails keeps back what has its key,
    /// and nothing else.
    void send(List<OutboxMessage> messages) {
        Map<Lane, Queue<OutboxMessage>> lanes = lanes(messages);
        Exception failure = null;
        while (!lanes.isEmpty()) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SEND_SECONDS);
            for (Map.Entry<Lane, Future<?>> sent : firstOfAll(lanes, deadline).entrySet()) {
                try {
                    sent.getValue().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while sending", e);
                } catch (ExecutionException | TimeoutException e) {
                    lanes.remove(sent.getKey());
                    failure = e;
                }
            }
            lanes.values().removeIf(Queue::isEmpty);
        }
        if (failure != null) {
            throw new IllegalStateException("Kafka did not acknowledge", failure);
        }
    }

    private static Map<Lane, Queue<OutboxMessage>> lanes(List<OutboxMessage> messages) {
        var lanes = new LinkedHashMap<Lane, Queue<OutboxMessage>>();
        for (OutboxMessage message : messages) {
            var lane = new Lane(message.topic(), message.event().key());
            lanes.computeIfAbsent(lane, first -> new ArrayDeque<>()).add(message);
        }
        return lanes;
    }

    /// Takes the first message of every lane and hands it to Kafka, until the deadline.
    private Map<Lane, Future<?>> firstOfAll(Map<Lane, Queue<OutboxMessage>> lanes, long deadline) {
        var sent = new LinkedHashMap<Lane, Future<?>>();
        lanes.forEach((lane, messages) -> {
            OutboxMessage first = messages.remove();
            sent.put(
                    lane,
                    System.nanoTime() < deadline
                            ? hand(codec.toRecord(first.topic(), first.event()))
                            : CompletableFuture.failedFuture(new TimeoutException("not sent in time")));
        });
        return sent;
    }

    private Future<?> hand(ProducerRecord<String, byte[]> message) {
        try {
            return kafka.send(message);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
