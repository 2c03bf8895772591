package io.ketstream.results.deadletter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.event.Topics;
import io.ketstream.results.deadletter.AlreadyRedrivenException;
import io.ketstream.results.deadletter.BrokerUnavailableException;
import io.ketstream.results.deadletter.DeadLetterId;
import io.ketstream.results.deadletter.RecordPosition;
import io.ketstream.results.deadletter.RedriveLog;
import io.ketstream.results.deadletter.Redriven;
import io.ketstream.results.testing.ServiceTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class JdbcRedriveLogIT extends ServiceTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final RecordPosition SENT = new RecordPosition(Topics.CIRCUITS, 1, 42);

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private RedriveLog log;

    @Test
    void nothingIsRememberedOfALetterThatCouldNotBeSent() {
        DeadLetterId letter = letter(1, TIME);
        assertThatThrownBy(() -> log.redrive(letter, false, () -> {
                    throw new BrokerUnavailableException("away", null);
                }))
                .isInstanceOf(BrokerUnavailableException.class);
        assertThat(log.find(List.of(letter))).isEmpty();
        assertThat(log.redrive(letter, false, () -> SENT).times()).isEqualTo(1);
    }

    @Test
    void aLetterIsKnownByItsTimeToo() {
        DeadLetterId letter = letter(2, TIME);
        DeadLetterId ofTheNewTopic = letter(2, TIME.plusSeconds(1));
        Redriven first = log.redrive(letter, false, () -> SENT);
        assertThat(first.to()).isEqualTo(SENT);
        assertThat(log.find(List.of(letter, ofTheNewTopic, letter(3, TIME)))).isEqualTo(Map.of(letter, first));
        assertThat(log.redrive(ofTheNewTopic, false, () -> SENT).times()).isEqualTo(1);
        assertThat(log.find(List.of())).isEmpty();
    }

    @Test
    void ofTwoAtOnceOneIsSent() throws Exception {
        DeadLetterId letter = letter(4, TIME);
        var sending = new CountDownLatch(1);
        var acknowledged = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = CompletableFuture.supplyAsync(
                    () -> log.redrive(letter, false, () -> {
                        sending.countDown();
                        await(acknowledged);
                        return SENT;
                    }),
                    threads);
            await(sending);
            var second = CompletableFuture.supplyAsync(
                    () -> log.redrive(letter, false, () -> {
                        throw new AssertionError("sent twice");
                    }),
                    threads);
            assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            acknowledged.countDown();
            assertThat(first.get().times()).isEqualTo(1);
            assertThatThrownBy(second::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(AlreadyRedrivenException.class);
        }
        assertThat(log.redrive(letter, true, () -> SENT).times()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static DeadLetterId letter(long offset, Instant time) {
        return new DeadLetterId(new RecordPosition(Topics.deadLetter(Topics.CIRCUITS), 0, offset), time);
    }
}
