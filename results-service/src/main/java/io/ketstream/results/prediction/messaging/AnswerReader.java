package io.ketstream.results.prediction.messaging;

import io.ketstream.model.RunId;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.Topics;
import io.ketstream.results.prediction.UnansweredException;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Reads the answers to this instance's questions: all partitions from their end, without a group, so that every
/// instance sees every answer, and only while somebody waits for one, so that nothing is fetched for nobody.
@Component
class AnswerReader implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AnswerReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Consumers consumers;
    private final EventCodec codec;
    private final ConcurrentHashMap<String, Answers> waiting = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean reading;
    private volatile boolean running;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile @Nullable Thread thread;

    AnswerReader(Consumers consumers, EventCodec codec) {
        this.consumers = consumers;
        this.codec = codec;
    }

    /// Returns once every answer that is sent from now on will be seen, until [#forget].
    ///
    /// @throws UnansweredException when Kafka cannot be read
    void expect(RunId run, Answers answers) {
        long nanos = TIMEOUT.toNanos();
        lock.lock();
        try {
            waiting.put(run.toString(), answers);
            changed.signalAll();
            while (running && !reading && !answers.hasFailed() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            if (!reading) {
                throw UnansweredException.unavailable("Kafka cannot be read now", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnansweredException.unavailable("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    void forget(RunId run) {
        waiting.remove(run.toString());
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("prediction-answers").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        KafkaConsumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        Thread last = thread;
        if (last != null) {
            try {
                last.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try (var current = consumers.open()) {
                consumer = current;
                while (awaitSomebody()) {
                    readWhileSomebodyWaits(current);
                }
            } catch (WakeupException e) {
                log.atDebug().log("woken up to stop");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            } catch (RuntimeException e) {
                log.atWarn().setCause(e).log("answers to predictions cannot be read");
                fail(e);
            } finally {
                consumer = null;
            }
        }
        fail(null);
    }

    /// @return false when this service stops
    private boolean awaitSomebody() throws InterruptedException {
        lock.lock();
        try {
            while (running && waiting.isEmpty()) {
                changed.await();
            }
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void readWhileSomebodyWaits(KafkaConsumer<byte[], byte[]> current) {
        seekToEnd(current);
        note(true);
        try {
            while (running && isWaitedFor()) {
                current.poll(POLL).forEach(this::take);
            }
        } finally {
            note(false);
        }
    }

    private static void seekToEnd(KafkaConsumer<byte[], byte[]> current) {
        List<TopicPartition> partitions = current.partitionsFor(Topics.EXECUTION_RESULTS, TIMEOUT).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        current.assign(partitions);
        current.endOffsets(partitions, TIMEOUT).forEach(current::seek);
    }

    private void note(boolean now) {
        lock.lock();
        try {
            reading = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nobody begins to wait between this and the end of reading: that is under the same lock.
    private boolean isWaitedFor() {
        lock.lock();
        try {
            reading = !waiting.isEmpty();
            return reading;
        } finally {
            lock.unlock();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> read) {
        Answers answers = read.key() == null ? null : waiting.get(new String(read.key(), StandardCharsets.UTF_8));
        if (answers == null || read.value() == null) {
            return;
        }
        try {
            Event event = codec.decode(read.value());
            if (event instanceof ExecutionResult result) {
                answers.take(result);
            }
        } catch (MalformedEventException e) {
            answers.fail(UnansweredException.failed("execution-service's answer cannot be read", e));
        }
    }

    private void fail(@Nullable RuntimeException reason) {
        var failure = UnansweredException.unavailable("Kafka cannot be read now", reason);
        lock.lock();
        try {
            waiting.values().forEach(answers -> answers.fail(failure));
            waiting.clear();
            note(false);
        } finally {
            lock.unlock();
        }
        if (running && reason != null) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            }
        }
    }
}
