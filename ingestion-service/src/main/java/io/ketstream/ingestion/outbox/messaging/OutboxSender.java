package io.ketstream.ingestion.outbox.messaging;

import io.ketstream.ingestion.outbox.Outbox;
import io.ketstream.ingestion.outbox.OutboxMessage;
import io.ketstream.support.event.EventCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /// What keeps its order.
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

    /// A message is sent when the one before it with its key is safe: one that fails is not overtaken.
    void send(List<OutboxMessage> messages) {
        turns(messages).forEach(this::sendAtOnce);
    }

    /// The first message of every key, then the second of each that has two, and so on.
    private static List<List<OutboxMessage>> turns(List<OutboxMessage> messages) {
        var turns = new ArrayList<List<OutboxMessage>>();
        var taken = new HashMap<Lane, Integer>();
        for (OutboxMessage message : messages) {
            int turn = taken.merge(new Lane(message.topic(), message.event().key()), 1, Integer::sum) - 1;
            if (turn == turns.size()) {
                turns.add(new ArrayList<>());
            }
            turns.get(turn).add(message);
        }
        return turns;
    }

    private void sendAtOnce(List<OutboxMessage> messages) {
        var sent = new ArrayList<Future<?>>(messages.size());
        for (OutboxMessage message : messages) {
            sent.add(kafka.send(codec.toRecord(message.topic(), message.event())));
        }
        for (Future<?> acknowledgement : sent) {
            try {
                acknowledgement.get(SEND_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while sending", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("Kafka did not acknowledge", e);
            }
        }
    }
}
