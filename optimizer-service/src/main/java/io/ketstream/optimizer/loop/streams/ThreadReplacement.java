package io.ketstream.optimizer.loop.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Replaces a stream thread that failed, later each time as long as failures follow each other.
public final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofMinutes(2);

    private final AtomicLong lastFailure = new AtomicLong(System.nanoTime() - CALM.toNanos());
    private final AtomicLong delay = new AtomicLong(SHORTEST.toMillis());

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        long now = System.nanoTime();
        boolean calm = now - lastFailure.getAndSet(now) >= CALM.toNanos();
        long wait = calm ? SHORTEST.toMillis() : delay.updateAndGet(before -> Math.min(2 * before, LONGEST.toMillis()));
        if (calm) {
            delay.set(wait);
        }
        LOG.atError().setCause(failure).addKeyValue("waitMillis", wait).log("A stream thread failed and is replaced");
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
