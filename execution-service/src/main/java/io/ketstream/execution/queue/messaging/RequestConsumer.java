package io.ketstream.execution.queue.messaging;

import io.ketstream.execution.queue.RecordBytes;
import io.ketstream.execution.queue.Request;
import io.ketstream.execution.queue.RequestQueue;
import io.ketstream.execution.queue.Ticket;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One member of the share group, on a thread of its own.
///
/// It takes a few records, hands them to the queue, and acknowledges each when it is settled. A consumer may
/// not ask for more while it holds records it has not acknowledged, so that a computation that goes on for long
/// is handed over to the database, and a record that is held for other reasons has its lock renewed.
final class RequestConsumer implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(RequestConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int DEFAULT_LOCK_MILLIS = 15_000;
    private static final long PAUSE_MILLIS = 1000;
    private static final long READY_MILLIS = 20;
    private static final long DRAIN_NANOS = Duration.ofSeconds(10).toNanos();

    private record Place(int partition, long offset) {}

    /// A record in hand; `ticket` is absent for one that is not a request.
    private record Held(
            CompletableFuture<Void> settled, @Nullable Ticket ticket) {}

    private final Supplier<ShareConsumer<byte[], byte[]>> clients;
    private final String topic;
    private final RequestQueue queue;
    private final EventCodec codec;
    private final long handOverNanos;
    private final BooleanSupplier ready;
    private final Map<Place, Held> held = new HashMap<>();
    private volatile boolean stopping;
    private volatile @Nullable ShareConsumer<byte[], byte[]> consumer;

    RequestConsumer(
            Supplier<ShareConsumer<byte[], byte[]>> clients,
            String topic,
            RequestQueue queue,
            EventCodec codec,
            Duration handOver,
            BooleanSupplier ready) {
        this.clients = clients;
        this.topic = topic;
        this.queue = queue;
        this.codec = codec;
        this.handOverNanos = handOver.toNanos();
        this.ready = ready;
    }

    @Override
    public void run() {
        while (!stopping && !ready.getAsBoolean()) {
            pause(READY_MILLIS);
        }
        while (!stopping) {
            try (var current = clients.get()) {
                consumer = current;
                current.subscribe(List.of(topic));
                while (!stopping) {
                    round(current);
                }
            } catch (WakeupException e) {
                log.atDebug().log("woken up to stop");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.atError().setCause(e).log("taking requests stopped, to be resumed");
                pause(PAUSE_MILLIS);
            } finally {
                consumer = null;
                held.clear();
            }
        }
    }

    /// No further requests are taken; those in hand are finished, or given back after ten seconds.
    void stop() {
        stopping = true;
        ShareConsumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    private void round(ShareConsumer<byte[], byte[]> current) throws InterruptedException {
        ConsumerRecords<byte[], byte[]> records = current.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        var batch = new ArrayList<Held>(records.count());
        for (ConsumerRecord<byte[], byte[]> taken : records) {
            batch.add(held.computeIfAbsent(place(taken), _ -> take(taken, records.count() == 1)));
        }
        int lock = current.acquisitionLockTimeoutMs().orElse(DEFAULT_LOCK_MILLIS);
        await(batch, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(lock / 3));
        if (stopping) {
            await(batch, System.nanoTime() + DRAIN_NANOS);
        }
        for (ConsumerRecord<byte[], byte[]> taken : records) {
            acknowledge(current, taken);
        }
        if (stopping) {
            commit(current);
        }
    }

    private Held take(ConsumerRecord<byte[], byte[]> taken, boolean alone) {
        byte[] key = taken.key() == null ? new byte[0] : taken.key();
        byte[] value = taken.value() == null ? new byte[0] : taken.value();
        ExecutionRequested event;
        try {
            event = codec.decode(value, ExecutionRequested.class);
        } catch (MalformedEventException e) {
            String reason = String.valueOf(e.getMessage());
            return new Held(queue.refuse(key, value, taken.partition(), taken.offset(), reason), null);
        }
        Ticket ticket = queue.take(
                new Request(
                        event,
                        RecordBytes.of(value),
                        taken.partition(),
                        taken.offset(),
                        taken.timestamp(),
                        taken.deliveryCount().map(Short::intValue).orElse(1)),
                alone);
        return new Held(ticket.settled(), ticket);
    }

    /// Waits until all are settled or `until`; hands over what runs long meanwhile.
    private void await(List<Held> batch, long until) throws InterruptedException {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(batch.stream().map(Held::settled).toArray(CompletableFuture[]::new));
        while (!all.isDone() && until - System.nanoTime() > 0) {
            try {
                all.get(Math.min(handOverNanos, Math.max(1, until - System.nanoTime())), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                long longAgo = System.nanoTime() - handOverNanos;
                for (Held one : batch) {
                    if (one.ticket() != null) {
                        queue.handOver(one.ticket(), longAgo);
                    }
                }
            } catch (ExecutionException e) {
                log.atDebug().setCause(e).log("a request is to be delivered again");
            }
        }
    }

    private void acknowledge(ShareConsumer<byte[], byte[]> current, ConsumerRecord<byte[], byte[]> taken) {
        Held one = held.get(place(taken));
        if (one == null || one.settled().isCompletedExceptionally()) {
            held.remove(place(taken));
            current.acknowledge(taken, AcknowledgeType.RELEASE);
        } else if (one.settled().isDone()) {
            held.remove(place(taken));
            current.acknowledge(taken, AcknowledgeType.ACCEPT);
        } else {
            current.acknowledge(taken, stopping ? AcknowledgeType.RELEASE : AcknowledgeType.RENEW);
        }
    }

    private static void commit(ShareConsumer<byte[], byte[]> current) {
        current.commitSync(Duration.ofSeconds(5))
                .forEach((partition, failure) -> failure.ifPresent(cause -> log.atWarn()
                        .addKeyValue("partition", partition)
                        .setCause(cause)
                        .log("acknowledgement failed")));
    }

    private static Place place(ConsumerRecord<byte[], byte[]> taken) {
        return new Place(taken.partition(), taken.offset());
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
