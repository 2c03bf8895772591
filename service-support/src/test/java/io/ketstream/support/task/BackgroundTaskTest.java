package io.ketstream.support.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundTaskTest {

    @Test
    void goesOnAfterAFaultUntilItIsStopped() {
        var attempts = new AtomicInteger();
        var task = new BackgroundTask("a task", Duration.ofMillis(1), () -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
            }
        });
        task.start();
        assertThat(task.isRunning()).isTrue();
        await().until(() -> attempts.get() > 2);
        task.stop();
        assertThat(task.isRunning()).isFalse();
        int atStop = attempts.get();
        // started again it goes on, as after a restart of the context
        task.start();
        await().until(() -> attempts.get() > atStop);
        task.stop();
    }
}
