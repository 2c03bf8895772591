package io.ketstream.support.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatedTasksTest {

    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RepeatedTasks tasks = new RepeatedTasks("test", 2);

    @Test
    void aTaskThatFailsIsDoneAgainAndKeepsNoOtherFromItsTurn() throws InterruptedException {
        var failing = new CountDownLatch(3);
        var other = new CountDownLatch(3);
        tasks.repeat("failing", Duration.ZERO, SOON, () -> {
            failing.countDown();
            throw new IllegalStateException("on purpose");
        });
        tasks.repeat("other", Duration.ZERO, SOON, other::countDown);
        assertThat(failing.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
        tasks.interrupt(PATIENCE);
    }

    @Test
    void whatIsBeingDoneIsWaitedForAndNothingBeginsAfterIt() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var times = new AtomicInteger();
        tasks.repeat("long", Duration.ZERO, SOON, () -> {
            times.incrementAndGet();
            begun.countDown();
            await(mayEnd);
            ended.set(true);
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        Thread releasing = Thread.ofVirtual().unstarted(mayEnd::countDown);
        releasing.start();
        tasks.stop(PATIENCE);
        assertThat(ended).isTrue();
        int done = times.get();
        Thread.sleep(20);
        assertThat(times).hasValue(done);
    }

    @Test
    void interruptingEndsWhatWaits() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        tasks.repeat("waiting", Duration.ZERO, SOON, () -> {
            begun.countDown();
            interrupted.set(!await(new CountDownLatch(1)));
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        tasks.interrupt(PATIENCE);
        assertThat(interrupted).isTrue();
    }

    /// False when interrupted.
    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
