package io.ketstream.results.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.model.RunId;
import io.ketstream.results.retention.OldEvents;
import io.ketstream.results.retention.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetentionScheduleTest {

    /// The database is away at the first attempt.
    private static final class Fake implements OldEvents {

        private final AtomicInteger attempts = new AtomicInteger();

        @Override
        public List<RunId> runsEndedBefore(Instant time, int most) {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
            }
            return List.of();
        }

        @Override
        public boolean forget(RunId run, Instant endedBefore) {
            return false;
        }

        @Override
        public int forgetOfNoRun(Instant time, int most) {
            return 0;
        }
    }

    @Test
    void goesOnAfterAFaultUntilItIsStopped() {
        var old = new Fake();
        var schedule = new RetentionSchedule(
                new Retention(old, InstantSource.system(), Duration.ofDays(365)), Duration.ofMillis(1));
        schedule.start();
        assertThat(schedule.isRunning()).isTrue();
        await().until(() -> old.attempts.get() > 2);
        schedule.stop();
        assertThat(schedule.isRunning()).isFalse();
        int atStop = old.attempts.get();
        // started again it goes on, as after a restart of the context
        schedule.start();
        await().until(() -> old.attempts.get() > atStop);
        schedule.stop();
    }
}
